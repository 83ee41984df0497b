import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandPorts, parsePortList } from '../protocol/port-list.ts';
import { encodeUtf8 } from '../protocol/utf8.ts';
import type { PortInformation, PortResult, Reason, ScanResult } from '../results/scan.ts';
import { AttemptBook } from './attempt-book.ts';
import { expectationsOf } from './expect.ts';
import { loadScenarioFile } from './load.ts';
import type { Scenario } from './model.ts';
import { stateOfReason } from './reason.ts';
import type { RecordedScanner } from './record-host.ts';
import { recordScenario } from './record-scenario.ts';
import { scanOf } from './testing/recorded-scan.ts';

/** Whatever a scan found, and whatever came on its connections, is a scenario that expects just that. */

const direct: readonly Reason[] = [
  'syn-ack',
  'refused',
  'no-response',
  'unreachable',
  'rst',
  'no-reply',
  'reset',
  'hangup',
  'cut',
  'error-reply',
  'bad-reply',
  'not-psap',
  'local:EMFILE',
];
const byProbe: Readonly<Record<string, readonly Reason[]>> = {
  psap: direct,
  tcp: ['syn-ack', 'refused', 'no-response', 'unreachable', 'local:EMFILE'],
  agent: ['syn-ack', 'rst', 'no-reply', 'agent:denied', 'agent:busy', 'agent:hangup', 'local:ENOBUFS'],
};

/** What no port of a scenario shows is written as what is nearest. */
const nearest: Partial<Record<Reason, Reason>> = { unreachable: 'no-response', 'bad-reply': 'not-psap' };

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('${x}', '$${', '${', 'x'.repeat(5_000)),
);
const info: fc.Arbitrary<PortInformation> = fc.record(
  { service: texts, transport: fc.constantFrom('tcp', 'udp'), product: texts, banner: texts, kind: texts },
  { requiredKeys: ['service', 'transport'] },
);

/** One connection: when it came up, what came when, and how it ended. */
const attempt = fc.record({
  upMs: fc.option(fc.nat(300)),
  received: fc.option(
    fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 300 }),
      texts.filter((text) => text !== '').map(encodeUtf8),
      fc.constant(encodeUtf8('PSAP/1 DATA CONNECTION ACK+RST')),
    ),
  ),
  answerMs: fc.nat(2_000),
  by: fc.constantFrom('scanner' as const, 'peer' as const, 'error' as const),
  errno: fc.constantFrom('ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EMFILE'),
});

const portsFor = (kind: string) =>
  fc.uniqueArray(
    fc.record({
      port: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 65_535 })),
      reason: fc.constantFrom(...byProbe[kind]!),
      info,
      attempts: fc.array(attempt, { minLength: 1, maxLength: 3 }),
    }),
    { selector: ({ port }) => port, maxLength: 20 },
  );

const met = fc.constantFrom('psap', 'tcp', 'agent').chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    encoding: fc.constantFrom('text' as const, 'binary' as const),
    timeoutMs: fc.constantFrom(50, 400, 1_000),
    wantsInfo: kind === 'tcp' ? fc.constant(false) : fc.boolean(),
    complete: fc.boolean(),
    hosts: fc.uniqueArray(
      fc.record({
        address: fc.constantFrom('192.0.2.1', '127.0.0.1', '::1', '2001:db8::1'),
        ports: portsFor(kind),
      }),
      { selector: ({ address }) => address, minLength: 1, maxLength: 3 },
    ),
  }),
);
type Met = typeof met extends fc.Arbitrary<infer T> ? T : never;

function resultOf({ kind, hosts, wantsInfo, complete }: Met): ScanResult {
  const found = hosts.map(({ address, ports }) => ({
    address,
    ports: ports.map(
      ({ port, reason, attempts, ...said }): PortResult => ({
        host: address,
        port,
        state: stateOfReason(reason),
        reason,
        elapsedMs: 1,
        attempts: attempts.length,
        ...(wantsInfo && reason === 'syn-ack' && { info: said.info }),
      }),
    ),
  }));
  return scanOf(found, { probe: kind === 'tcp' ? 'tcp' : 'psap', complete });
}

function bookOf({ hosts }: Met): AttemptBook {
  const book = new AttemptBook();
  let connection = 0;
  for (const { address, ports } of hosts) {
    for (const { port, attempts } of ports) {
      for (const { upMs, received, answerMs, by, errno } of attempts) {
        connection += 1;
        book.take({ atMs: 0, kind: 'dial', connection, scanner: 'default', address, port });
        if (upMs !== null) book.take({ atMs: upMs, kind: 'up', connection, local: { address, port: 1 } });
        const octets = received === null || upMs === null ? '' : Buffer.from(received).toString('hex');
        const atMs = (upMs ?? 0) + answerMs;
        if (octets !== '') book.take({ atMs, kind: 'octets', connection, direction: 'received', octets });
        book.take({ atMs, kind: 'close', connection, by, ...(by === 'error' && { errno }) });
      }
    }
  }
  return book;
}

function scannerOf({ kind, encoding, timeoutMs, wantsInfo }: Met): RecordedScanner {
  const via = kind === 'agent' ? ({ via: 'agent', agentPort: 4_545 } as const) : ({ via: 'direct' } as const);
  return { probe: kind === 'tcp' ? 'tcp' : 'psap', encoding, timeoutMs, retries: 2, info: wantsInfo, ...via };
}

const defaults = { timeoutMs: 1_000, retries: 1 };

/** `192.0.2.1 22 open syn-ack`, for each port on its own, in any order. */
function expectedOf(scenario: Scenario): string[] {
  return expectationsOf(scenario, defaults).ports.flatMap(({ host, ports, state, reason }) => {
    const { address } = scenario.hosts.find(({ name }) => name === host)!;
    return expandPorts(ports).map((port) => `${address} ${port} ${state} ${reason}`);
  });
}

/** Of a host whose agent refused everything, what its errors say of it. */
function refusalOf({ ports }: { readonly ports: readonly PortResult[] }): 'busy' | 'denied' | undefined {
  const reasons = [...new Set(ports.map(({ reason }) => reason))];
  if (reasons.length === 1 && reasons[0] === 'agent:denied') return 'denied';
  return reasons.includes('agent:busy') && reasons.every((reason) => reason.startsWith('agent:')) ? 'busy' : undefined;
}

describe('a recorded scan', () => {
  it('is a scenario of each port that the scan decided, and expects what it found', () => {
    fc.assert(
      fc.property(met, (scan) => {
        const result = resultOf(scan);
        const { yaml, notices } = recordScenario(result, bookOf(scan), scannerOf(scan), 'from a test');
        const all = result.hosts.flatMap((host) => host.ports.map((port) => ({ ...port, refusal: refusalOf(host) })));
        const kept = all.filter(({ state, refusal }) => state !== 'error' || refusal !== undefined);
        for (const port of all) {
          const isLost = !kept.includes(port) || nearest[port.reason] !== undefined;
          if (isLost) expect(notices.some((notice) => namesPort(notice, port))).toBe(true);
        }
        if (yaml === undefined) {
          expect(kept).toEqual([]);
          return;
        }
        // biome-ignore lint/suspicious/noControlCharactersInRegex: it must have none
        expect(yaml).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
        // What is told on standard error stands in the file as well.
        for (const notice of notices.filter((each) => each.includes('left out'))) expect(yaml).toContain(`# ${notice}`);
        const scenario = loadScenarioFile(yaml, 'recorded.yaml')[0]!;
        const wanted = kept.map(({ host, port, state, reason, refusal }) => {
          const written = reason === 'rst' && scan.kind !== 'agent' ? 'refused' : (nearest[reason] ?? reason);
          return `${host} ${port} ${state} ${refusal === 'busy' ? undefined : written}`;
        });
        expect(expectedOf(scenario).sort()).toEqual(wanted.sort());
        // It follows from the truth as well, so that the truth is what was met.
        if (!kept.some(({ refusal }) => refusal === 'busy')) {
          expect(expectedOf({ ...scenario, expectations: [] }).sort()).toEqual(wanted);
        }
        for (const { host, port, info: said } of kept) {
          const { ports } = scenario.hosts.find(({ address }) => address === host)!;
          for (const [key, value] of Object.entries(ports.get(port).info ?? {})) {
            expect(value).toBe(said?.[key as keyof PortInformation]);
          }
        }
      }),
    );
  });
});

/** Whether a notice, `ports 22,80-90 of 192.0.2.1…`, speaks of the port. */
function namesPort(notice: string, { host, port }: PortResult): boolean {
  const [, list = '', address] = /^ports? (\S+) of (\S+?):? /.exec(notice) ?? [];
  return address === host && expandPorts(parsePortList(list)).includes(port);
}
