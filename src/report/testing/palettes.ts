import type { Palette } from '../palette.ts';

const same = (text: string): string => text;
const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`;

/** No colours. */
export const plain: Palette = {
  bold: same,
  red: same,
  blue: same,
  cyan: same,
  green: same,
  yellow: same,
  dim: same,
};

/** Colours that can be read: `<red>text</red>`. */
export const tagged: Palette = {
  bold: tag('bold'),
  red: tag('red'),
  blue: tag('blue'),
  cyan: tag('cyan'),
  green: tag('green'),
  yellow: tag('yellow'),
  dim: tag('dim'),
};
