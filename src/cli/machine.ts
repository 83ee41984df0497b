import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Machine } from '../scenario/logical/servable.ts';

/** What this machine lets this process do, as far as it says so, which Linux does. */
export async function askMachine(): Promise<Machine> {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  const lowest = await readFile('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8').catch(() => '');
  const descriptors = readDescriptorLimit(limits);
  return {
    ...(descriptors !== undefined && { descriptors }),
    ...(/^\d+\s*$/.test(lowest) && { lowestUnprivilegedPort: Number(lowest) }),
  };
}

/** How many descriptors this process may still open; undefined where the system does not say. */
export function freeDescriptors(): number | undefined {
  try {
    const limit = readDescriptorLimit(readFileSync('/proc/self/limits', 'utf8'));
    // The folder is open itself while it is read.
    return limit && limit - (readdirSync('/proc/self/fd').length - 1);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EMFILE' ? 0 : undefined;
  }
}

function readDescriptorLimit(limits: string): number | undefined {
  const [, descriptors] = /^Max open files +(\d+)/m.exec(limits) ?? [];
  return descriptors === undefined ? undefined : Number(descriptors);
}

/** The ports on which something listens at every IPv4 address of this machine, ascending; none where it does not say. */
export async function portsOpenEverywhere(): Promise<readonly number[]> {
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((table) => readFile(`/proc/net/${table}`, 'utf8').catch(() => '')),
  );
  // A row: its number, the local address and port in hexadecimal, the remote ones, the state: 0A is LISTEN.
  const rows = tables.join('\n').matchAll(/^ *\d+: 0+:([0-9A-F]{4}) 0+:0000 0A /gm);
  const ports = new Set(Array.from(rows, ([, port]) => Number.parseInt(port!, 16)));
  return [...ports].sort((one, other) => one - other);
}
