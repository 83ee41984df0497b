import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { freePorts, ownAddress } from '../../cli/testing/places.ts';
import type { SocketAddress } from '../../runtime/connection.ts';
import type { TargetProfile } from '../profile.ts';

/** The responder in Python, written from the text of the protocol, as a target on real sockets. */

const RESPONDER = fileURLToPath(new URL('../peers/responder.py', import.meta.url));

/** Whether there is a Python to run it with. */
export const hasPython =
  spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))'], { stdio: 'ignore' }).status === 0;

export interface PythonPeerOptions {
  /** What it does wrong, as `--bug` names it. */
  readonly bug?: string;
  /** Declares its limits as well; they are short. */
  readonly limits?: true;
}

/** Longer than a case takes that writes octet by octet, and than the patience with an answer. */
const MESSAGE_MS = 3_000;
const IDLE_MS = 3_000;
const CONNECTIONS = 40;

/** Starts it; it ends with the test. Gives what is true of it. */
export async function startPythonPeer({ bug, limits }: PythonPeerOptions = {}): Promise<TargetProfile> {
  const address = ownAddress();
  const [open = 0, other = 0, closed = 0, filtered = 0] = await freePorts(address, 4);
  const words = [
    ...['--host', address, '--agent', '0', '--open', `${open}=ssh`, `${other}`, '--filtered', `${filtered}`],
    ...['--direct', `${open}`, '--os', 'Linux', '--max-connections', `${CONNECTIONS}`],
    ...(limits ? ['--message-limit', `${MESSAGE_MS / 1_000}`, '--idle-limit', `${IDLE_MS / 1_000}`] : []),
    ...(bug === undefined ? [] : ['--bug', bug]),
  ];
  const child = spawn('python3', [RESPONDER, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill();
    await ended;
  });
  const ready = new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve));
  const line = await Promise.race([ready, ended]);
  if (typeof line !== 'string') throw new Error(`the responder in Python ended: ${words.join(' ')}`);
  const { agent } = JSON.parse(line) as { agent: number };
  return {
    agent: { address, port: agent },
    address,
    open: [open, other],
    closed: [closed],
    filtered: [filtered],
    direct: new Map<number, SocketAddress>([[open, { address, port: open }]]),
    services: new Map([
      [open, 'ssh'],
      [other, 'unknown'],
    ]),
    osFamily: 'Linux',
    denied: new Set(),
    limits: limits ? { messageMs: MESSAGE_MS, idleMs: IDLE_MS, connections: CONNECTIONS } : {},
    proxied: false,
  };
}
