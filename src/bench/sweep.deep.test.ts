import { describe, expect, test } from 'vitest';
import type { BenchPlan } from './plan.ts';
import { sweep } from './sweep.ts';
import { smallPlan } from './testing/small-plan.ts';

const lossy5 = { behaviour: 'lossy', lossShare: 0.05 } as const;

async function run(changes: Partial<BenchPlan>, stopAfter = Number.POSITIVE_INFINITY) {
  const controller = new AbortController();
  let rows = 0;
  const onRow = (): void => {
    rows += 1;
    if (rows === stopAfter) controller.abort();
  };
  return sweep({ ...smallPlan, ...changes }, { peers: [], found: [], signal: controller.signal, onRow });
}

describe('a sweep', () => {
  test('holds its own verdicts to the truth, but where loss excuses them', async () => {
    // No answer can come as fast as that.
    const hasty = { engines: ['direct'], repeats: 1, retries: 0, timeoutMs: 20 } as const;
    const { rows, summary } = await run({ ...hasty, behaviours: [{ behaviour: 'slow', delayMs: 50 }] });
    expect(rows[1]!.errors).toEqual({ wrong: 30, missing: 0, error: 0 });
    expect(summary.failed).toBe(1);
    const lossy = await run({ ...hasty, behaviours: [lossy5], ports: 300, timeoutMs: 200 });
    expect(lossy.rows[1]!.errors.wrong).toBeGreaterThan(0);
    expect(lossy.summary.failed).toBe(0);
  });

  test('has no port wrong for the loss of attempts that are made again', async () => {
    const { rows, summary } = await run({ engines: ['direct'], repeats: 1, behaviours: [lossy5], ports: 300 });
    const [, own] = rows;
    expect(own!.errors).toEqual({ wrong: 0, missing: 0, error: 0 });
    expect(own!.attemptsPerPort).toBeGreaterThan(1);
    expect(summary.failed).toBe(0);
  });

  test('that is interrupted ends with what there is', async () => {
    const report = await run({ concurrencies: [8, 16], repeats: 1 }, 1);
    expect(report.complete).toBe(false);
    expect(report.rows.length).toBeLessThan(6);
  });
});
