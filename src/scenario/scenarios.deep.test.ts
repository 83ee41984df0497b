import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runScenario } from './run-scenario.ts';
import { type Loopback, openLoopback, proxyChoices } from './testing/loopback.ts';
import { failuresOf, scenarios } from './testing/shipped-scenarios.ts';

/** The scenarios that are shipped, on the real Toxiproxy. */

const [, real] = await proxyChoices();

describe.skipIf(real.missing)(`on ${real.proxy},`, () => {
  let loopback: Loopback;
  beforeAll(async () => {
    loopback = await openLoopback({ choice: real.choice });
  });
  afterAll(() => loopback.server.close());

  test.each(scenarios)('$name ($file) passes', { timeout: 60_000 }, async (scenario) => {
    const result = await runScenario(scenario, loopback.parts);
    expect(failuresOf(result)).toEqual([]);
    expect(result).toMatchObject({ passed: true, proxy: expect.stringMatching(/^toxiproxy \d/) });
    expect(await loopback.server.client.proxies()).toEqual([]);
  });
});
