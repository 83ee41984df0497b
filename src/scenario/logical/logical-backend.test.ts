import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePorts, ownAddress } from '../../cli/testing/places.ts';
import type { ListenerFactory } from '../../runtime/connection.ts';
import { tcpDialer, tcpListeners } from '../../runtime/node/tcp.ts';
import { SourceError } from '../../source/diagnostic.ts';
import { runScenario } from '../run-scenario.ts';
import { loopbackForTest } from '../testing/loopback.ts';
import { sampleScenario } from '../testing/samples.ts';
import { atLogicalAddresses } from './logical-backend.ts';
import type { Machine } from './servable.ts';

const onLinux = it.runIf(process.platform === 'linux');

interface Options {
  readonly machine?: Machine;
  readonly listeners?: ListenerFactory;
}

async function logical({ machine = {}, listeners = tcpListeners }: Options = {}) {
  const loopback = await loopbackForTest();
  const backend = atLogicalAddresses(loopback.backend, { listeners, dialer: tcpDialer, machine });
  return { backend, parts: { ...loopback.parts, backend } };
}

/** `place: message; help`, of all that is wrong with serving the world. */
async function wrongWith(yaml: string, options: Options = {}): Promise<string[]> {
  const { backend } = await logical(options);
  const error = await backend.realise(sampleScenario(yaml)).then(
    () => expect.unreachable('it is up'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof SourceError)) throw error;
  return error.diagnostics.map(({ line, message, help }) => `${line}: ${message}; ${help}`);
}

function reach(host: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (how: string) => {
      socket.destroy();
      resolve(how);
    };
    socket.once('connect', () => end('connect'));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code!));
  });
}

describe('a world at its own addresses', () => {
  onLinux('is found there by a scanner as its truth says', async () => {
    const { parts } = await logical();
    const address = ownAddress();
    const result = await runScenario(
      sampleScenario(`
target:
  address: ${address}
  ports:
    20022,20024: { state: open, service: ssh }
    20025: { state: open, reset: true }
    20026: { state: open, hangup: true }
    20027: { state: open, cut: 20 }
    20028: { state: open, speaks: "220 ready" }
    20029: { state: open, busy: true }
    20030: { state: open, slow: 150ms }
    20040-20042: filtered
    20050: silent
scan: { ports: 20020-20060, timeout: 600ms, retries: 0, info: true }
expect:
  20022,20024: { info: { service: ssh } }
  20030: { time: ">= 150ms" }
`),
      parts,
    );
    expect(result.expectations.filter(({ passed }) => !passed)).toEqual([]);
  });

  onLinux('is gone when it is closed, with its agent and its filtered ports', async () => {
    const { backend } = await logical();
    const address = ownAddress();
    const [open, agent, filtered] = await freePorts(address, 3);
    const yaml = `target: { address: ${address}, agent: ${agent}, ports: { ${open}: open, ${filtered}: filtered } }`;
    const world = await backend.realise(sampleScenario(yaml));
    expect(world.route({ address, port: open! })).toEqual({ address, port: open });
    expect([await reach(address, open!), await reach(address, agent!)]).toEqual(['connect', 'connect']);
    await world.close();
    for (const port of [open, agent, filtered]) expect(await reach(address, port!)).toBe('ECONNREFUSED');
  });
});

describe('what cannot be served is said where it stands', () => {
  it.each([
    [
      'target:\n  address: 192.0.2.1\n  ports: { 22: open }',
      '1: 192.0.2.1 is no address of this machine alone: only hosts in 127.0.0.0/8 can be served at their own; ' +
        'give it one, as in `address: 127.1.2.3`, or leave --at-logical out',
    ],
    [
      'target:\n  address: 127.1.2.3\n  ports:\n    default: filtered\n    22: open',
      '4: a port that is not closed takes a listener of its own, and the default is some 65 thousand; ' +
        'leave the default closed, and name ports: `1-1000: filtered`',
    ],
    [
      'target:\n  address: 127.1.2.3\n  agent: 4545\n  ports:\n    4545: silent',
      '3: the agent listens on port 4545, which is silent in another way; give the agent another port',
    ],
    [
      'target:\n  address: 127.1.2.3\n  ports: { 1-2000: filtered }',
      '1: each filtered port takes a listener of its own, and 2000 take too long to be made; ' +
        'name at most 1024 filtered ports',
    ],
    [
      'target:\n  address: 127.1.2.3\n  ports: { 1-2000: open, 3000-3099: filtered }',
      '1: each port takes a listener of its own, 2656 descriptors in all, and this process may open 1024; ' +
        'raise the limit (ulimit -n 2656), or name fewer ports',
    ],
    [
      'target:\n  address: 127.1.2.3\n  agent: 4545\n  ports: { 22: open }\nscan: { ports: 1-5000 }\n' +
        'timeline: [{ at: 1s, ports: { 22: closed, 4545: filtered } }]\nexpect: { 22: open, 4545: open }',
      '6: the agent listens on port 4545, which cannot change under it; give the agent another port',
    ],
    [
      'target:\n  address: 127.1.2.3\n  ports: { 22: open }\nscan: { ports: 1-5000 }\n' +
        'timeline:\n  - { at: 1s, ports: { 1-2000: filtered } }\nexpect: { 1-2000: closed }',
      '6: each filtered port takes a listener of its own, and 2000 take too long to be made; ' +
        'name at most 1024 filtered ports',
    ],
  ])('%j', async (yaml, expected) => {
    expect(await wrongWith(yaml, { machine: { descriptors: 1_024 } })).toEqual([expected]);
  });

  it('a port that needs a privilege, with what allows it', async () => {
    const listeners: ListenerFactory = {
      listen: async (local, acceptor) => {
        if (local.port < 1_024) throw Object.assign(new Error('listen EACCES'), { code: 'EACCES' });
        return tcpListeners.listen({ ...local, port: 0 }, acceptor);
      },
    };
    const yaml = 'target:\n  address: 127.1.2.3\n  ports:\n    22,80-81: open\n    23: silent\n    8080: open';
    const help = 'choose higher ports, or allow these: sysctl -w net.ipv4.ip_unprivileged_port_start';
    expect(await wrongWith(yaml, { listeners })).toEqual([
      `4: ports 22,80-81 of 127.1.2.3 cannot be listened on: below 1024 it takes a privilege; ${help}=22`,
      `5: port 23 of 127.1.2.3 cannot be listened on: below 1024 it takes a privilege; ${help}=23`,
    ]);
  });

  onLinux('a port that is taken, and opens only later, where it does', async () => {
    const address = ownAddress();
    const [other, taken] = await freePorts(address, 2);
    const listener = await tcpListeners.listen({ address, port: taken! }, () => undefined);
    onTestFinished(() => listener.close());
    const wrong = await wrongWith(`target: { address: ${address}, ports: { ${other}: open } }
scan: { ports: "${other},${taken}" }
timeline:
  - { at: 1h, ports: { ${other}: closed } }
  - { at: 2h, ports: { ${taken}: open } }
expect: { "${other},${taken}": open }`);
    expect(wrong).toEqual([expect.stringMatching(`^5: port ${taken} of ${address} cannot be listened on: something`)]);
    expect(await reach(address, other!)).toBe('ECONNREFUSED');
  });

  onLinux('a port that is taken; what was opened before is closed', async () => {
    const address = ownAddress();
    const [free, taken] = await freePorts(address, 2);
    const other = await tcpListeners.listen({ address, port: taken! }, () => undefined);
    onTestFinished(() => other.close());
    const [wrong, ...more] = await wrongWith(`target:\n  address: ${address}\n  ports: { "${free},${taken}": open }`);
    expect(more).toEqual([]);
    expect(wrong).toContain(`port ${taken} of ${address} cannot be listened on: something does already`);
    expect(await reach(address, free!)).toBe('ECONNREFUSED');
  });
});
