import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** Addresses, ports and folders that a test has for itself. */

/**
 * A loopback address that nobody else uses, so that its ports are free but for what listens everywhere. Where the system
 * has 127.0.0.1 alone, that one.
 */
export function ownAddress(): string {
  if (process.platform !== 'linux') return '127.0.0.1';
  const octet = (): number => 1 + Math.floor(Math.random() * 254);
  return `127.${octet()}.${octet()}.${octet()}`;
}

/**
 * Below what systems give to whoever asks for any port (32768 and up on Linux, 49152 and up elsewhere), so that a port of
 * these stays free until the test takes it: a listener on port 0 or a connection that begins meanwhile gets none of them.
 */
const ASSIGNABLE = { from: 10_000, to: 32_767 };

/** So many ports of the address that nobody listens on just now, in ascending order. */
export async function freePorts(address: string, howMany: number): Promise<number[]> {
  const free = new Set<number>();
  while (free.size < howMany) {
    const port = ASSIGNABLE.from + Math.floor(Math.random() * (ASSIGNABLE.to - ASSIGNABLE.from + 1));
    if (await isFree(address, port)) free.add(port);
  }
  return [...free].sort((one, other) => one - other);
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen({ host, port }, () => server.close(() => resolve(true)));
  });
}

/** A folder with these files, by name; it goes with the test. */
export async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portlab-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return folder;
}
