import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObservationKind, ProbeMode } from '../probe/prober.ts';
import type { PortResult, ScanResult, Verdict } from '../results/scan.ts';
import type { EarlierPart } from './earlier-part.ts';
import { runScan, type ScriptedScan, type Watched } from './testing/run-scan.ts';
import type { Scene, Script } from './testing/scripted-prober.ts';

/** Laws of a scan that is interrupted, however often, and resumed: it finds what one finds that never was. */

const kinds: Readonly<Record<ProbeMode, readonly ObservationKind[]>> = {
  direct: ['open', 'closed', 'refused', 'reset', 'no-response', 'no-reply', 'cut', 'error-reply', 'not-psap'],
  agent: ['open', 'closed', 'no-reply', 'error-reply'],
};

/** What a port does, always: only so can two scans of it be compared. */
interface Nature {
  readonly kind: ObservationKind;
  readonly afterMs: number;
  /** Whether it is asked in vain what stands behind it. */
  readonly isSecretive: boolean;
}

/** Few, or more than are scanned at the same time. */
const hosts = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(['127.0.0.1'], ['127.0.0.1', '127.0.0.2', '::1']) },
  { weight: 1, arbitrary: fc.constant(manyHosts(70)) },
);

const scans: fc.Arbitrary<ScriptedScan> = fc.constantFrom<ProbeMode>('direct', 'agent').chain((prober) =>
  fc.record({
    prober: fc.constant(prober),
    hosts,
    ports: fc
      .uniqueArray(fc.integer({ min: 1, max: 65_535 }), { minLength: 1, maxLength: 20 })
      .map((ports) => ports.toSorted((one, other) => one - other)),
    retries: fc.nat(2),
    concurrency: fc.constantFrom(1, 3, 20, 'auto' as const),
    information: fc.boolean(),
    seed: fc.nat(0xffff_ffff),
    script: fc
      .array(
        fc.record<Nature>({ kind: fc.constantFrom(...kinds[prober]), afterMs: fc.nat(60), isSecretive: fc.boolean() }),
        { minLength: 1, maxLength: 40 },
      )
      .map(scriptOf),
  }),
);

/** When each part but the last is interrupted, from its own beginning. */
const interruptions = fc.array(fc.nat(400), { minLength: 1, maxLength: 4 });

describe('a scan that is interrupted and resumed', () => {
  it('finds what it would have found otherwise', async () => {
    await fc.assert(
      fc.asyncProperty(scans, interruptions, async (scan, stopsAtMs) => {
        const whole = await runScan(scan);
        const parts = await runInParts(scan, stopsAtMs);
        expect(foundIn(parts.at(-1)!.result)).toEqual(foundIn(whole.result));
        expect(parts.at(-1)!.end.kind).toBe('finished');
      }),
    );
  });

  it('tells of every port once in all its parts, but for what is behind those that it asks again', async () => {
    await fc.assert(
      fc.asyncProperty(scans, interruptions, async (scan, stopsAtMs) => {
        const parts = await runInParts(scan, stopsAtMs);
        const told = parts.flatMap(({ decided, unanswered }) => {
          const asking = new Set(unanswered.filter(({ question }) => question === 'port').map(nameOf));
          return decided.map(nameOf).filter((name) => !asking.has(name));
        });
        expect(told.toSorted()).toEqual(
          parts
            .at(-1)!
            .result.hosts.flatMap(({ ports }) => ports.map(nameOf))
            .toSorted(),
        );
      }),
    );
  });

  it('never sends anything about what an earlier part has settled', async () => {
    await fc.assert(
      fc.asyncProperty(scans, interruptions, async (scan, stopsAtMs) => {
        const parts = await runInParts(scan, stopsAtMs);
        for (const [number, { prober }] of parts.entries()) {
          const before = parts[number - 1];
          if (before === undefined) continue;
          const decided = new Set(before.result.hosts.flatMap(({ ports }) => ports.map(nameOf)));
          const asked = new Set(before.unanswered.map((one) => `${one.question} ${nameOf(one)}`));
          for (const { probe } of prober.sent) {
            const name = nameOf({ host: probe.subject.address, port: probe.subject.port });
            if (probe.question === 'status') expect(decided).not.toContain(name);
            if (probe.question === 'port' && decided.has(name)) expect(asked).toContain(`port ${name}`);
          }
          for (const { address, ports, os } of before.result.hosts) {
            const isWhole = ports.length === scan.ports!.length;
            const isAsked = before.unanswered.some(({ question, host }) => question === 'os' && host === address);
            const again = prober.sent.filter(
              ({ probe: { question, subject } }) => question === 'os' && subject.address === address,
            );
            if (os !== undefined || (isWhole && !isAsked)) expect(again).toEqual([]);
          }
        }
      }),
    );
  });

  it('probes what is left in the order in which it would have been probed', async () => {
    const ports = Array.from({ length: 60 }, (_, index) => index + 1);
    const script: Script = () => ({ kind: 'closed', afterMs: 10 });
    const scan: ScriptedScan = { script, ports, hosts: manyHosts(3), concurrency: 1, seed: 9 };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(1_000), { maxLength: 3 }), async (stopsAtMs) => {
        const sent = ({ prober }: Watched) => prober.sent.map(({ probe }) => probe.index);
        const whole = sent(await runScan(scan));
        const parts = await runInParts(scan, stopsAtMs);
        const decidedBefore = new Set<string>();
        for (const part of parts) {
          const left = whole.filter((index) => !decidedBefore.has(nameAt(scan, index)));
          // Turns go round the hosts, so that only what each host has of them is in the same order.
          for (const host of scan.hosts!) {
            const ofHost = (index: number): boolean => nameAt(scan, index).startsWith(`${host} `);
            const asked = sent(part).filter(ofHost);
            expect(asked).toEqual(left.filter(ofHost).slice(0, asked.length));
          }
          for (const port of part.decided) decidedBefore.add(nameOf(port));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('takes as long as its parts together', async () => {
    const script: Script = () => ({ kind: 'closed', afterMs: 10 });
    const parts = await runInParts({ script, ports: [1, 2, 3, 4], concurrency: 1 }, [25]);
    // What was under way at the interruption is begun again.
    expect(parts.map(({ result }) => result.elapsedMs)).toEqual([25, 45]);
  });

  it('has nothing to do where nothing is left', async () => {
    const script: Script = () => ({ kind: 'open' });
    const { result } = await runScan({ script, ports: [1, 2] });
    const { hosts: found, elapsedMs } = result;
    const resumed = await runScan({ script, ports: [1, 2], earlier: { hosts: found, elapsedMs, unanswered: [] } });
    expect([resumed.end.kind, resumed.prober.sent, resumed.decided]).toEqual(['finished', [], []]);
    expect(resumed.result).toEqual(result);
  });

  it('keeps what it found where the agent cannot be reached any more, and what it was still asking for', async () => {
    const answers: Script = ({ question }) => ({ kind: 'open', afterMs: question === 'status' ? 1 : 1_000 });
    const scan = { prober: 'agent', ports: [1, 2], information: true, concurrency: 1 } as const;
    const first = await runScan({ ...scan, script: answers, stopAtMs: 20 });
    const earlier = earlierOf(first);
    const resumed = await runScan({ ...scan, script: () => ({ kind: 'unreached', code: 'refused' }), earlier });
    expect(resumed.end.kind).toBe('agent-unreachable');
    expect(resumed.result.hosts).toEqual(first.result.hosts);
    expect(resumed.unanswered).toEqual(first.unanswered);
  });
});

/** Each part goes on from where the one before it was stopped, until one was not. */
async function runInParts(scan: ScriptedScan, stopsAtMs: readonly number[]): Promise<Watched[]> {
  const parts: Watched[] = [];
  for (const stopAtMs of [...stopsAtMs, undefined]) {
    const before = parts.at(-1);
    if (before?.end.kind === 'finished') break;
    const earlier = before === undefined ? {} : { earlier: earlierOf(before) };
    parts.push(await runScan({ ...scan, ...earlier, ...(stopAtMs === undefined ? {} : { stopAtMs }) }));
  }
  return parts;
}

function earlierOf({ result: { hosts: found, elapsedMs }, unanswered }: Watched): EarlierPart {
  return { hosts: found, elapsedMs, unanswered };
}

function scriptOf(natures: readonly Nature[]): Script {
  return ({ question, subject: { address, port } }): Scene => {
    const { kind, afterMs, isSecretive } = natures[(port + address.length) % natures.length]!;
    const code = kind === 'error-reply' ? { code: 'denied' } : {};
    if (question === 'status') return { kind, afterMs, ...code };
    if (isSecretive) return { kind: 'error-reply', code: 'denied', afterMs };
    const attributes =
      question === 'os'
        ? [{ name: 'OS_FAMILY', value: address } as const]
        : [{ name: 'SERVICE', value: `on ${port}` } as const, { name: 'TRANSPORT', value: 'tcp' } as const];
    return { kind: 'information', attributes, afterMs };
  };
}

function foundIn({ hosts: found, summary, complete }: ScanResult): unknown {
  const ports = (all: readonly PortResult[]) =>
    all.map(({ port, state, reason, info }: PortResult & Verdict) => ({ port, state, reason, info }));
  return { complete, summary, hosts: found.map((host) => ({ ...host, ports: ports(host.ports) })) };
}

function nameOf({ host, port }: { readonly host: string; readonly port: number }): string {
  return `${host} ${port}`;
}

function nameAt({ hosts: all, ports }: ScriptedScan, index: number): string {
  return nameOf({ host: all![Math.floor(index / ports!.length)]!, port: ports![index % ports!.length]! });
}

function manyHosts(howMany: number): string[] {
  return Array.from({ length: howMany }, (_, index) => `127.0.1.${index + 1}`);
}
