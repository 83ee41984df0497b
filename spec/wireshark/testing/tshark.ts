import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Capture } from './capture.ts';

/** What tshark, with our dissector, makes of a capture. */

const SCRIPT = fileURLToPath(new URL('../psap.lua', import.meta.url));
const run = promisify(execFile);

/** Why tshark cannot be run, or undefined where it can. */
export function missingTshark(): string | undefined {
  const { error, stdout } = spawnSync('tshark', ['--version'], { encoding: 'utf8' });
  if (error !== undefined) return 'tshark is not installed';
  return /with Lua/.test(stdout) ? undefined : 'this tshark has no Lua';
}

export interface DissectedField {
  readonly name: string;
  /** The value as a filter would have it. */
  readonly show: string;
}

/** One message, or what is shown in its place, with all its fields in the order of the tree. */
export interface DissectedItem {
  readonly frame: number;
  readonly stream: number;
  readonly fields: readonly DissectedField[];
}

/** Runs tshark on a capture, with a configuration of its own, and gives what it printed. */
export async function runTshark({ octets }: Capture, words: readonly string[]): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portlab-tshark-'));
  try {
    const file = path.join(folder, 'capture.pcap');
    await writeFile(file, octets);
    const { stdout, stderr } = await run('tshark', ['-X', `lua_script:${SCRIPT}`, '-r', file, ...words], {
      env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, WIRESHARK_CONFIG_DIR: folder, LC_ALL: 'C.UTF-8' },
      maxBuffer: 1 << 28,
    });
    if (/\bLua:/.test(stderr)) throw new Error(stderr);
    return stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** All items of the dissector, in the order of the capture. */
export async function dissect(capture: Capture, words: readonly string[] = []): Promise<DissectedItem[]> {
  const pdml = await runTshark(capture, ['-Y', 'psap', '-T', 'pdml', '-J', 'psap', ...words]);
  const items: { frame: number; stream: number; fields: DissectedField[] }[] = [];
  let frame = 0;
  let fields: DissectedField[] | undefined;
  for (const line of pdml.split('\n')) {
    const [, element, name = ''] = /^\s*<(proto|field)(?: name="([^"]*)")?/.exec(line) ?? [];
    const show = unescapeXml(/ show="([^"]*)"/.exec(line)?.[1] ?? '');
    if (element === 'field' && name === 'num') frame = Number(show);
    // Notes of Wireshark stand within the item that they are about.
    if (element === 'proto' && !name.startsWith('_ws.')) {
      fields = name === 'psap' ? [] : undefined;
      if (fields !== undefined) items.push({ frame, stream: capture.streamOfFrame[frame - 1]!, fields });
    }
    if (element === 'field' && fields !== undefined) fields.push({ name, show });
  }
  return items;
}

function unescapeXml(text: string): string {
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return named[name] ?? whole;
  });
}
