import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../protocol/utf8.ts';
import type { PortInformation, PortResult, Reason, ScanResult } from '../results/scan.ts';
import { AttemptBook } from './attempt-book.ts';
import { expectationsOf } from './expect.ts';
import { loadScenarioFile } from './load.ts';
import type { Scenario } from './model.ts';
import { stateOfReason } from './reason.ts';
import { type RecordedScanner, recordScenario } from './record-scenario.ts';
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

const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constant('x'.repeat(5_000)));
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

const met = fc.constantFrom('psap', 'tcp', 'agent').chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    address: fc.constantFrom('192.0.2.1', '127.0.0.1', '::1', '2001:db8::1'),
    encoding: fc.constantFrom('text' as const, 'binary' as const),
    timeoutMs: fc.constantFrom(50, 400, 1_000),
    wantsInfo: kind === 'tcp' ? fc.constant(false) : fc.boolean(),
    complete: fc.boolean(),
    mode: fc.constantFrom('list' as const, 'quick' as const),
    ports: fc.uniqueArray(
      fc.record({
        port: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 65_535 })),
        reason: fc.constantFrom(...byProbe[kind]!),
        info,
        attempts: fc.array(attempt, { minLength: 1, maxLength: 3 }),
      }),
      { selector: ({ port }) => port, maxLength: 30 },
    ),
  }),
);
type Met = typeof met extends fc.Arbitrary<infer T> ? T : never;

function resultOf({ kind, address, ports, wantsInfo, complete }: Met): ScanResult {
  const results = ports.map(
    ({ port, reason, attempts, ...said }): PortResult => ({
      host: address,
      port,
      state: stateOfReason(reason),
      reason,
      elapsedMs: 1,
      attempts: attempts.length,
      ...(wantsInfo && reason === 'syn-ack' && { info: said.info }),
    }),
  );
  // The ports are not the popular ones, so that a whole scan can only be of a list.
  return scanOf(address, results, { probe: kind === 'tcp' ? 'tcp' : 'psap', complete });
}

function bookOf({ address, ports }: Met): AttemptBook {
  const book = new AttemptBook();
  let connection = 0;
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
  return book;
}

function scannerOf({ kind, encoding, timeoutMs, wantsInfo }: Met): RecordedScanner {
  const via = kind === 'agent' ? ({ via: 'agent', agentPort: 4_545 } as const) : ({ via: 'direct' } as const);
  return { probe: kind === 'tcp' ? 'tcp' : 'psap', encoding, timeoutMs, retries: 2, info: wantsInfo, ...via };
}

const defaults = { timeoutMs: 1_000, retries: 1 };

/** `22 open syn-ack`, for each port on its own. */
function expectedOf(scenario: Scenario): string[] {
  return expectationsOf(scenario, defaults)
    .ports.flatMap(({ ports, state, reason }) =>
      ports.flatMap(({ first, last }) =>
        Array.from({ length: last - first + 1 }, (_, index) => `${first + index} ${state} ${reason}`),
      ),
    )
    .sort();
}

describe('a recorded scan', () => {
  it('is a scenario of each port that the scan decided, and expects what it found', () => {
    fc.assert(
      fc.property(met, (scan) => {
        const result = resultOf(scan);
        const { ports } = result.hosts[0]!;
        const recorded = recordScenario(result, bookOf(scan), scannerOf(scan), 'from a test');
        const isRefused =
          scan.kind === 'agent' &&
          ports.length > 0 &&
          ports.every(({ reason }) => reason.startsWith('agent:')) &&
          (ports.every(({ reason }) => reason === 'agent:denied') ||
            ports.some(({ reason }) => reason === 'agent:busy'));
        const kept = isRefused ? ports : ports.filter(({ state }) => state !== 'error');
        if (kept.length === 0) {
          expect(recorded).toBeUndefined();
          return;
        }
        const { yaml, notices } = recorded!;
        // biome-ignore lint/suspicious/noControlCharactersInRegex: it must have none
        expect(yaml).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
        const scenario = loadScenarioFile(yaml, 'recorded.yaml')[0]!;
        const isBusy = isRefused && ports.some(({ reason }) => reason === 'agent:busy');
        const wanted = kept.map(({ port, state, reason }) => {
          const written = reason === 'rst' && scan.kind !== 'agent' ? 'refused' : (nearest[reason] ?? reason);
          return `${port} ${state} ${isBusy ? undefined : written}`;
        });
        expect(expectedOf(scenario)).toEqual(wanted.sort());
        // It follows from the truth as well, so that the truth is what was met.
        if (!isBusy) expect(expectedOf({ ...scenario, expectations: [] })).toEqual(wanted);
        const lost = ports.filter((port) => !kept.includes(port) || nearest[port.reason] !== undefined);
        for (const { port } of lost) {
          expect(notices.some((notice) => namesPort(notice, port))).toBe(true);
          expect(yaml.split('\n').some((line) => line.trimStart().startsWith('#'))).toBe(true);
        }
        for (const { port, info: said } of kept) {
          const target = scenario.hosts[0]!.ports.get(port);
          for (const [key, value] of Object.entries(target.info ?? {})) {
            expect(value).toBe(said?.[key as keyof PortInformation]);
          }
        }
      }),
    );
  });
});

/** Whether a notice, `ports 22,80-90 of …`, speaks of the port. */
function namesPort(notice: string, port: number): boolean {
  const [, list = ''] = /^ports? (\S+) of /.exec(notice) ?? [];
  return list.split(',').some((range) => {
    const [first, last = first] = range.split('-').map(Number);
    return first! <= port && port <= last!;
  });
}
