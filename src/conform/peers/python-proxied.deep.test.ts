import { describe, expect, it } from 'vitest';
import { describeBothServers } from '../../faults/testing/both-servers.ts';
import type { Toxic, ToxiproxyClient } from '../../faults/toxiproxy-client.ts';
import type { SocketAddress } from '../../runtime/connection.ts';
import type { TargetProfile } from '../profile.ts';
import type { SuiteRun } from '../run-suite.ts';
import { hasPython } from '../testing/python-peer.ts';
import { bugs, failuresOf, runAgainstPython } from '../testing/python-runs.ts';

/** The responder in Python behind a slow path: what arrives late, and in pieces, has the same verdict. */

const slowPath = (['upstream', 'downstream'] as const).flatMap((stream): Toxic[] => [
  { type: 'slicer', stream, attributes: { average_size: 64, size_variation: 32 } },
  { type: 'latency', stream, attributes: { latency: 40, jitter: 20 } },
]);

/** The target behind proxies, one for each place where it is asked. */
async function putBehind(client: ToxiproxyClient, profile: TargetProfile): Promise<TargetProfile> {
  const pass = async (upstream: SocketAddress): Promise<SocketAddress> => {
    const proxy = await client.createProxy({ name: `${upstream.address}:${upstream.port}`, upstream });
    for (const toxic of slowPath) await proxy.addToxic(toxic);
    return proxy.local;
  };
  const direct = await Promise.all([...profile.direct].map(async ([port, at]) => [port, await pass(at)] as const));
  return { ...profile, agent: profile.agent && (await pass(profile.agent)), direct: new Map(direct), proxied: true };
}

/** Asked itself, but with what no proxy can pass on left out, as through one. */
async function near(profile: TargetProfile): Promise<TargetProfile> {
  return { ...profile, proxied: true };
}

function verdictsOf({ results }: SuiteRun): string[] {
  return results.map(({ id, verdict }) => `${id} ${verdict}`);
}

describe.skipIf(!hasPython)('the responder in Python', () => {
  describeBothServers((server) => {
    const slowly = (profile: TargetProfile) => putBehind(server().client, profile);

    it('has the same verdicts through latency, jitter and slices, as an agent and directly', async () => {
      const modes = [{}, { mode: 'direct' }] as const;
      const [agent, direct] = await Promise.all(
        modes.map((mode) => Promise.all([near, slowly].map((place) => runAgainstPython({ ...mode, place })))),
      );
      for (const [plain, through] of [agent!, direct!]) {
        expect([plain!.end, through!.end]).toEqual([{ kind: 'finished' }, { kind: 'finished' }]);
        // Half of what both latencies are at least.
        expect(through!.roundTripMs).toBeGreaterThan(15);
        expect(failuresOf(through!.results)).toEqual(failuresOf(plain!.results));
        expect(verdictsOf(through!)).toEqual(verdictsOf(plain!));
      }
    });

    it('with a bug fails the same case as without', async () => {
      const named = ['id-not-echoed', 'closes-after-answer', 'filtered-holds-back', 'fault-leaves-open'];
      await Promise.all(
        named.map(async (bug) => {
          const { id, actual } = bugs[bug]!;
          const { results } = await runAgainstPython({ bug, run: [id], place: slowly });
          expect(results).toMatchObject([{ id, verdict: 'fail', runs: { failed: 3, of: 3 } }]);
          expect(results[0]!.evidence!.actual).toMatch(actual);
        }),
      );
    });
  });
});
