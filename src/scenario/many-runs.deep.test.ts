import { readdirSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { Recording } from '../engines/recording.ts';
import { expectNoLeak } from '../faults/testing/sockets.ts';
import type { Scenario } from './model.ts';
import { runScenario } from './run-scenario.ts';
import { changeAt, closed, filtered, open, silent } from './testing/changes.ts';
import { CountingClock, openLoopback, proxyChoices } from './testing/loopback.ts';
import { cut, garbage, nowhere, sampleScenario, slow } from './testing/samples.ts';

/** Code that is compiled ever better takes some, which does not depend on the number of runs. */
const MOST_GROWN_OCTETS = 8_000_000;
/** A filtered port takes a tenth of a second to bring up, and a thread. */
const FILTERED_EVERY = 20;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** A world with a port of each kind, one of which changes again and again until the scan is over. */
const everything = scenarioOf(
  '22: open, 23: closed, 80: { state: open, slow: 1ms }, 81: { state: open, cut: 20 }, 82: { state: open, garbage: 9 }',
);
const withFiltered = scenarioOf('22: open, 23: closed, 8000: filtered, 9000: silent');

function scenarioOf(ports: string): Scenario {
  const scenario = sampleScenario(
    `{ target: { name: host, agent: 4545, ports: { ${ports} } }, scan: { timeout: 60ms, retries: 0, info: true } }`,
  );
  return {
    ...scenario,
    timeline: [open(slow(1)), open(garbage(5)), closed, silent, open(cut(3)), filtered, open()]
      // To be filtered takes a thread.
      .filter((behaviour) => behaviour !== filtered || ports.includes('filtered'))
      .map((behaviour, index) => changeAt(5 * index, 22, behaviour, { everyMs: 35 })),
    // What is found is not what this is about, and on a port that changes as fast as this it may be anything.
    expectations: [
      {
        kind: 'ports',
        scanner: 'default',
        host: 'host',
        ports: scenario.scanners[0]!.ports,
        state: 'open',
        place: nowhere,
      },
    ],
  };
}

const count = (folder: string) => readdirSync(`/proc/self/${folder}`).length;
const median = (values: readonly number[]) => values.toSorted((one, other) => one - other)[values.length >> 1]!;

/** What a process can lose bit by bit. */
function held() {
  collectGarbage();
  return { descriptors: count('fd'), threads: count('task'), heapOctets: process.memoryUsage().heapUsed };
}

const [embedded, real] = await proxyChoices();
const cases = [
  { ...embedded, runs: 1_000 },
  // What can be lost there is mostly in another process.
  { ...real, runs: 250 },
];

describe.runIf(process.platform === 'linux').each(cases)('$runs runs on $proxy', ({ choice, missing, runs }) => {
  test.skipIf(missing)(
    'leave nothing behind and take no longer in the end',
    async () => {
      await expectNoLeak(async () => {
        const clock = new CountingClock();
        const { server, parts } = await openLoopback({ choice, clock });
        const tookMs: number[] = [];
        let warm: ReturnType<typeof held> | undefined;
        for (let run = 0; run < runs; run += 1) {
          // Once caches are filled and code is compiled.
          if (run === runs / 5) warm = held();
          const isFiltered = run % FILTERED_EVERY === 0;
          const recording = new Recording(clock, () => {}, { name: '', seed: 7, wallClock: '' });
          const beganMs = performance.now();
          await runScenario(isFiltered ? withFiltered : everything, { ...parts, seed: run, recording });
          if (!isFiltered) tookMs.push(performance.now() - beganMs);
        }
        expect(await server.client.proxies()).toEqual([]);
        const last = held();
        const [first, end] = [median(tookMs.slice(0, 100)), median(tookMs.slice(-100))];
        const grownOctets = last.heapOctets - warm!.heapOctets;
        console.log(
          `${choice}: median ${first.toFixed(1)} ms, then ${end.toFixed(1)} ms; heap ${grownOctets} octets more`,
          warm,
          last,
        );
        expect(last.descriptors).toBeLessThanOrEqual(warm!.descriptors + 5);
        expect(last.threads).toBeLessThanOrEqual(warm!.threads);
        expect(grownOctets).toBeLessThan(MOST_GROWN_OCTETS);
        expect(end).toBeLessThan(3 * first);
        await server.close();
        expect(clock.pending).toBe(0);
      });
      // On an idle machine it takes a tenth of this.
    },
    400_000,
  );
});
