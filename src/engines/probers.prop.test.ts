import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Observation, Prober } from '../probe/prober.ts';
import { probersProperty } from './testing/probers-property.ts';

/** Both probers against the responder, in virtual time, through a relay that does harm, held to a model. */

test('a probe is observed once, and is what is true or blames the channel; nothing is left in the end', async () => {
  await fc.assert(probersProperty(), { seed: 20_260_102, numRuns: 400 });
});

describe('the model finds, and prints the way to', () => {
  const bugs: [string, (observations: Observation[]) => Observation[], RegExp][] = [
    ['a probe that is lost with its connection', (all) => all.filter(({ kind }) => kind !== 'reset'), /never observed/],
    [
      'information that is told twice',
      (all) => all.flatMap((one) => (one.attributes ? [one, one] : [one])),
      /not under way/,
    ],
    ['silence that is called closed', (all) => all.map(toClosed), /is closed, not no-reply/],
  ];

  test.each(bugs)('%s', async (_, change, message) => {
    const property = probersProperty({ wrap: (prober) => changing(prober, change) });
    const details = await fc.check(property, { seed: 20_260_103, numRuns: 200 });
    expect(String(details.errorInstance)).toMatch(message);
    expect(fc.defaultReportMessage(details)).toMatch(/seed: 20260103.*ask\(.*replayPath="/s);
  });
});

function toClosed(observation: Observation): Observation {
  return observation.kind === 'no-reply' ? { ...observation, kind: 'closed' } : observation;
}

/** A prober whose observations are changed on their way. */
function changing(prober: Prober, change: (observations: Observation[]) => Observation[]): Prober {
  return {
    engine: prober.engine,
    mode: prober.mode,
    onObservations: () => {},
    submit: (probes) => prober.submit(probes),
    drain: () => change(prober.drain()),
    cancel: (index) => prober.cancel(index),
    close: () => prober.close(),
  };
}
