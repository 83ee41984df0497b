import { expect, it } from 'vitest';
import type { ConformResult } from '../results/conform.ts';
import { openConformTarget } from './testing/conform-target.ts';
import { runInProcess } from './testing/run-in-process.ts';

/** The whole suite against the reference responder on real sockets. */

it.each(['as an agent', 'directly'])('the reference responder keeps all of it, %s', async (mode) => {
  const { agent, direct, profile } = await openConformTarget();
  const target = mode === 'as an agent' ? [agent, '--profile', profile] : [direct];
  const { code, stdout, stderr } = await runInProcess(['conform', ...target, '--json', '--seed', '7']);
  expect([code, stderr]).toEqual([0, '']);
  const { summary, results, coverage } = JSON.parse(stdout) as ConformResult;
  expect(results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'unsupported')).toEqual([]);
  expect(summary.pass).toBeGreaterThan(summary.unsupported);
  expect(coverage).toMatchObject({ summary: { wrong: 0 } });
});
