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

/** So many ports of the address that nobody listens on just now, in ascending order. */
export async function freePorts(address: string, howMany: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: howMany }, () => {
      const server = createServer();
      return new Promise<typeof server>((resolve, reject) => {
        server.once('error', reject);
        server.listen({ host: address, port: 0 }, () => resolve(server));
      });
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports.sort((one, other) => one - other);
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
