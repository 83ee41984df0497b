import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ScenarioResult } from '../results/run.ts';
import { runInChild } from './testing/run-in-child.ts';
import { failuresOf, files, scenarios } from './testing/shipped-scenarios.ts';

/**
 * The scenarios that are shipped. `scenarios.deep.test.ts` runs them on the real Toxiproxy, and
 * `scenarios-fail.deep.test.ts` shows that each can fail.
 */

test('there are some, and each tells what it is and why it exists', () => {
  expect(files.length).toBeGreaterThanOrEqual(20);
  for (const { name, description } of scenarios) {
    expect(name).not.toMatch(/^[a-z-]+$/);
    expect(description?.length).toBeGreaterThan(150);
  }
  expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
});

/**
 * Scanner, embedded proxy and responders have up to four descriptors for a probe between them. A listener that has none
 * left loses connections unseen, which looks like a port that hangs up or resets: scans must not bring it that far.
 */
describe('on the embedded proxy, with 256 descriptors,', () => {
  const crowded = 'target: { ports: { 1-400: { state: open, slow: 40ms } } }\n';
  let results: readonly ScenarioResult[];

  beforeAll(async () => {
    const temporary = await mkdtemp(path.join(tmpdir(), 'portlab-crowded-'));
    try {
      const file = path.join(temporary, 'crowded.yaml');
      await writeFile(file, crowded);
      results = (await runInChild(256, ['scenarios', file])).scenarios;
    } finally {
      await rm(temporary, { recursive: true });
    }
  }, 90_000);

  test.each([...scenarios, { name: 'crowded', file: 'crowded.yaml' }])('$name ($file) passes', ({ name }) => {
    const result = results.find((each) => each.name === name);
    expect(result && failuresOf(result)).toEqual([]);
    expect(result).toMatchObject({ passed: true, proxy: 'embedded' });
  });
});
