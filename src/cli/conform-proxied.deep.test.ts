import { readFile, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { describeBothServers } from '../faults/testing/both-servers.ts';
import type { CaseResult, ConformResult } from '../results/conform.ts';
import { openConformTarget } from './testing/conform-target.ts';
import { runInProcess } from './testing/run-in-process.ts';

/** A target behind Toxiproxy, which stands in for every proxy and NAT: what can be asked through it has the same verdict. */

describeBothServers((server) => {
  it('has the verdicts of the target itself, and says what stands between', async () => {
    const { agent, profile, folder } = await openConformTarget();
    const [address = '', port = ''] = agent.split(':');
    const upstream = { address, port: Number(port) };
    const proxy = await server().client.createProxy({ name: 'conform', upstream });
    const door = `${proxy.local.address}:${proxy.local.port}`;
    const run = async (target: string, file: string) => {
      const words = ['conform', target, '--profile', file, '--skip', 'CONN-UNASKED-01', '--seed', '7', '--json'];
      const { stdout, stderr } = await runInProcess(words);
      const { results } = JSON.parse(stdout) as ConformResult;
      return { results: new Map(results.map((one): [string, CaseResult] => [one.id, one])), stderr };
    };
    const declared = `${folder}/proxied.yaml`;
    await writeFile(declared, `${await readFile(profile, 'utf8')}proxied: true\n`);
    const direct = await run(agent, profile);
    const through = await run(door, declared);
    const differing = [...through.results.values()].filter(
      ({ id, verdict }) => verdict !== direct.results.get(id)!.verdict,
    );
    // What needs the connection itself is not asked for.
    expect(differing.filter(({ reason }) => reason !== 'the profile declares no: end to end')).toEqual([]);
    expect(through.stderr).toContain(`A proxy stands before ${door}`);

    const unsaid = await run(door, profile);
    expect([...unsaid.results.values()].some(({ verdict }) => verdict === 'fail')).toBe(true);
    expect(unsaid.stderr).toContain('say `proxied: true` in the profile');
    expect(direct.stderr).toBe('');
  }, 60_000);
});
