import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { describe } from 'vitest';

/** What Wireshark makes of a capture, asked through its command line. */
export type Tshark = (capture: Uint8Array, args: readonly string[]) => Promise<string>;

/** Defines tests that need tshark, which are skipped, and say so, where it is not installed. */
export function describeWithTshark(name: string, define: (tshark: Tshark) => void): void {
  const isThere = (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'tshark')));
  if (isThere) describe(name, () => define(tshark));
  else
    describe.skip(`${name} (skipped: no tshark on the PATH; the Debian package tshark has it)`, () => define(tshark));
}

const tshark: Tshark = async (capture, args) => {
  const folder = await mkdtemp(join(tmpdir(), 'portlab-tshark-'));
  try {
    const file = join(folder, 'capture.pcapng');
    await writeFile(file, capture);
    const { stdout } = await promisify(execFile)('tshark', ['-n', '-r', file, ...args], {
      // Nothing that this machine's user has configured, or added.
      env: { PATH: process.env.PATH, HOME: folder, WIRESHARK_CONFIG_DIR: folder, WIRESHARK_PLUGIN_DIR: folder },
      maxBuffer: 64 * 2 ** 20,
    });
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
};
