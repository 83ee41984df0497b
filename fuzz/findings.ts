import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from './campaign.ts';
import { hashOctets } from './octets.ts';
import type { Target } from './target.ts';

/**
 * Writes a finding's input to a file of its own in `folder`, and gives the lines that tell of it: the promise, the
 * details, and the command that shows it again.
 */
export function writeFinding(target: Target, { promise, details, input }: Finding, folder: string): string {
  const lines = [`✗ ${target.name} breaks the promise '${promise}'`, indent(details)];
  if (input === undefined) return lines.join('\n');
  mkdirSync(folder, { recursive: true });
  const name = `${target.name}-${hashOctets(input).toString(16).padStart(8, '0')}.${target.extension}`;
  const file = path.join(folder, name);
  writeFileSync(file, input);
  lines.push(`  ${input.length} octets: ${preview(input)}`, `  npm run fuzz -- --only ${target.name} --replay ${file}`);
  return lines.join('\n');
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}

const PREVIEW_OCTETS = 120;

/** The octets as a text with escapes. */
function preview(octets: Uint8Array): string {
  const text = Array.from(octets.subarray(0, PREVIEW_OCTETS), (octet) => {
    const isPlain = octet >= 0x20 && octet < 0x7f && octet !== 0x5c;
    return isPlain ? String.fromCharCode(octet) : `\\x${octet.toString(16).padStart(2, '0')}`;
  }).join('');
  return octets.length > PREVIEW_OCTETS ? `${text}…` : text;
}
