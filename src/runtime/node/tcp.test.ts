import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Connection, SocketAddress } from '../connection.ts';
import { Journal } from '../testing/journal.ts';
import { describeTransport } from '../testing/transport-suite.ts';
import { tcpDialer, tcpListeners } from './tcp.ts';

describeTransport('TCP over node:net', () => ({
  dialer: tcpDialer,
  listeners: tcpListeners,
  floodOctets: 64 * 2 ** 20,
  settle: (work) => work,
}));

describe('tcpDialer', () => {
  it('reports what the system refuses at once at closed, in a later turn', async () => {
    // Nobody connects to a broadcast address; the loopback network has one too.
    const journal = new Journal();
    tcpDialer.dial({ address: '127.255.255.255', port: 9 }, journal);
    expect(journal.calls).toEqual([]);
    await journal.whenClosed();
    expect(journal.calls).toEqual(['closed ENETUNREACH']);
  });

  it('closes what is reset while its end is under way', async () => {
    const accepted = new Journal();
    const peers: Connection[] = [];
    const listener = await tcpListeners.listen({ address: '127.0.0.1', port: 0 }, (connection) => {
      peers.push(connection);
      return accepted;
    });
    const dialled = await dial(listener.local);
    dialled.end();
    dialled.reset();
    await vi.waitFor(() => expect(accepted.calls).toContain('ended'));
    // A connection that were still there would take it.
    await vi.waitFor(() => {
      peers[0]!.write(Uint8Array.of(1));
      expect(accepted.calls.at(-1)).toMatch(/^closed E(?:CONNRESET|PIPE)$/);
    });
    await listener.close();
  });

  it('throws for what is no address, and lets no name be looked up', () => {
    expect(() => tcpDialer.dial({ address: 'localhost', port: 9 }, new Journal())).toThrow(TypeError);
    expect(() => tcpDialer.dial({ address: '', port: 9 }, new Journal())).toThrow(TypeError);
    expect(() => tcpDialer.dial({ address: '127.0.0.1', port: 65_536 }, new Journal())).toThrow(RangeError);
  });

  it('reports an exhausted descriptor table as EMFILE, connection by connection', async () => {
    const listener = await tcpListeners.listen({ address: '127.0.0.1', port: 0 }, () => new Journal());
    const child = run('dial-many.ts', [`${listener.local.port}`, '200'], { descriptors: 64 });
    const outcomes = JSON.parse(await outputOf(child)) as { connected: number; 'closed EMFILE': number };
    await listener.close();
    expect(Object.keys(outcomes).sort()).toEqual(['closed EMFILE', 'connected']);
    expect(outcomes.connected + outcomes['closed EMFILE']).toBe(200);
  });
});

describe('tcpListeners', () => {
  it('writes an IPv4 peer of an IPv6 listener as IPv4, and dials the mapped address as such', async () => {
    const accepted: Connection[] = [];
    const listener = await tcpListeners.listen({ address: '::ffff:127.0.0.1', port: 0 }, (connection) => {
      accepted.push(connection);
      return new Journal();
    });
    expect(listener.local.address).toBe('127.0.0.1');
    const dialled = await dial({ address: '::ffff:127.0.0.1', port: listener.local.port });
    expect(dialled.remote).toEqual(listener.local);
    expect(accepted.map(({ local, remote }) => ({ local, remote }))).toEqual([
      { local: listener.local, remote: dialled.local },
    ]);
    dialled.destroy();
    await listener.close();
  });

  it('rejects with the errno of an address that this machine does not have', async () => {
    const listening = tcpListeners.listen({ address: '192.0.2.1', port: 0 }, () => undefined);
    await expect(listening).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' });
  });

  it('rejects what is no address, rather than listen everywhere', async () => {
    await expect(tcpListeners.listen({ address: '', port: 0 }, () => undefined)).rejects.toThrow(TypeError);
  });

  it('goes on after connections that it had no descriptors for', async () => {
    const child = run('echo-server.ts', [], { descriptors: 64 });
    const [line] = (await once(child.stdout!, 'data')) as [Buffer];
    const target = { address: '127.0.0.1', port: Number(line.toString()) };

    const crowd = Array.from({ length: 100 }, () => new Journal());
    const connections = crowd.map((journal) => tcpDialer.dial(target, journal));
    await Promise.all(crowd.map((journal) => journal.whenCalled('connected')));
    for (const connection of connections) connection.destroy();

    // The first ones may be turned away too, until it has closed its side of the crowd.
    let answer = '';
    while (answer === '') answer = await ask(target, 'still there?');
    expect(answer).toBe('still there?');
  });
});

describe('an error that a handler throws', () => {
  it('reaches the process, whichever call it came from', async () => {
    const output = await outputOf(run('throwing-handlers.ts', []));
    expect(JSON.parse(output)).toEqual([
      'acceptor',
      'closed',
      'connected',
      'drained',
      'ended',
      'received',
      'received, accepted',
    ]);
  });
});

async function dial(target: SocketAddress): Promise<Connection> {
  const journal = new Journal();
  const connection = tcpDialer.dial(target, journal);
  await journal.whenCalled('connected');
  return connection;
}

/** All that comes back until the connection is closed. */
async function ask(target: SocketAddress, question: string): Promise<string> {
  const journal = new Journal();
  const connection = tcpDialer.dial(target, journal);
  connection.write(new TextEncoder().encode(question));
  connection.end();
  await journal.whenClosed();
  return journal.text;
}

/** Runs a script of `testing/` in a process of its own, which ends with the test. */
function run(script: string, scriptArguments: string[], limits: { descriptors?: number } = {}): ChildProcess {
  const path = fileURLToPath(new URL(`../testing/${script}`, import.meta.url));
  const command = `ulimit -n ${limits.descriptors ?? 1024}; exec "$0" --import tsx "$@"`;
  const child = spawn('sh', ['-c', command, process.execPath, path, ...scriptArguments], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill());
  return child;
}

async function outputOf(child: ChildProcess): Promise<string> {
  const chunks: Buffer[] = [];
  child.stdout!.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(child, 'close');
  return Buffer.concat(chunks).toString();
}
