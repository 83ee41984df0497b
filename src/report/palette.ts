import type { Colours } from '../source/render.ts';

/** The colours that reports use; each function gives its text back where there are none. */
export interface Palette extends Colours {
  green(text: string): string;
  yellow(text: string): string;
  dim(text: string): string;
}
