import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTimeline } from '../report/timeline-jsonl.ts';
import type { RunResult } from '../results/run.ts';
import { loadScenarioFile } from '../scenario/load.ts';
import { openHost } from './testing/host.ts';
import { folderWith, freePorts, ownAddress } from './testing/places.ts';
import { startPortlab } from './testing/portlab.ts';
import { runInProcess } from './testing/run-in-process.ts';

describe('scan --record', () => {
  it('writes a scenario that finds what the scan found', async () => {
    const { address, ports } = await openHost(2);
    const [closed] = await freePorts(address, 1);
    const file = path.join(await folderWith({}), 'met.yaml');
    const list = [...ports, closed].join();
    const scan = await runInProcess(['scan', address, '-p', list, '--info', '--timeout', '5s', '--record', file]);
    expect([scan.code, scan.stderr]).toEqual([0, '']);
    const yaml = await readFile(file, 'utf8');
    expect(yaml).toMatch(/^# Recorded by portlab \S+ at \d{4}-\d\d-\d\dT\S+Z with\n# {3}portlab scan .* --seed \d+\n/);
    expect(loadScenarioFile(yaml, file)[0]!.hosts[0]).toMatchObject({ address, os: { family: 'Linux' } });
    const run = await runInProcess(['run', file, '--toxiproxy', 'embedded', '--json']);
    expect([run.code, run.stderr]).toEqual([0, '']);
    const [result] = (JSON.parse(run.stdout) as RunResult).scenarios;
    const found = result!.ports.map(({ port, state, reason }) => [port, state, reason]);
    const open = ports.map((port) => [port, 'open', 'syn-ack']);
    expect(found.sort()).toEqual([...open, [closed, 'closed', 'refused']].sort());
  });

  it('goes together with --trace', async () => {
    const { address, ports } = await openHost(1);
    const folder = await folderWith({});
    const [file, trace] = [path.join(folder, 'met.yaml'), path.join(folder, 'trace.jsonl')];
    const { code } = await runInProcess(['scan', address, '-p', `${ports[0]}`, '--record', file, '--trace', trace]);
    expect(code).toBe(0);
    expect(
      loadScenarioFile(await readFile(file, 'utf8'), file)[0]!.hosts[0]!.ports.get(ports[0]!).behaviour.state,
    ).toBe('open');
    expect(readTimeline(await readFile(trace, 'utf8'), trace).at(-1)?.kind).toBe('verdict');
  });

  it('writes what was found so far where the scan is interrupted', async () => {
    const { address, ports } = await openHost(1);
    const cwd = await folderWith({});
    const file = path.join(cwd, 'met.yaml');
    const list = `${ports[0]},30000-39999`;
    const words = ['scan', address, '-p', list, '--rate', '20', '--seed', '1', '--ndjson', '--record', file];
    const portlab = startPortlab(words, { cwd });
    await portlab.until('stdout', /\n/);
    portlab.kill('SIGINT');
    expect((await portlab.ended).code).toBe(130);
    const yaml = await readFile(file, 'utf8');
    expect(yaml).toContain('# The scan did not come to its end');
    expect(loadScenarioFile(yaml, file)[0]!.scanners[0]!.ports.length).toBeGreaterThan(0);
  });

  it('says what cannot be brought back, beside its ports and on standard error', async () => {
    // A port that its responder does not serve: an error that no port of a scenario gives.
    const folder = await folderWith({ 'world.yaml': 'target: { address: 192.0.2.9, ports: { 22: open } }' });
    const world = startPortlab(['up', path.join(folder, 'world.yaml'), '--toxiproxy', 'embedded', '--json']);
    const [, real] = await world.until('stdout', /"real": ?"127\.0\.0\.1:(\d+)"/);
    const file = path.join(folder, 'met.yaml');
    const { code, stderr } = await runInProcess(['scan', '127.0.0.1', '-p', real!, '--record', file]);
    const remark = 'error-reply: the error was not-served, a port of a scenario can say busy or denied';
    expect([code, stderr]).toEqual([0, `${file}: port ${real} of 127.0.0.1: ${remark}\n`]);
    expect(await readFile(file, 'utf8')).toContain(`    # ${remark}\n    ${real}: { state: open, denied: true`);
  });

  it('leaves the file as it is where nothing was found', async () => {
    const folder = await folderWith({ 'met.yaml': 'before' });
    const file = path.join(folder, 'met.yaml');
    const address = ownAddress();
    const [agent] = await freePorts(address, 1);
    const words = ['scan', address, '-p', '22', '--via', `${agent}`, '--retries', '0', '--record', file];
    const { code, stderr } = await runInProcess(words);
    expect(code).toBe(3);
    expect(stderr).toContain(`${file} is not written`);
    expect(await readFile(file, 'utf8')).toBe('before');
  });

  it.each([
    [['--record', 'x', '-o', './x'], '--record and -o name the same file, x: give each its own'],
    [['--record', 'x', '--trace', 'x'], '--trace and --record name the same file, x: give each its own'],
  ])('refuses %j', async (options, message) => {
    const { code, stderr } = await runInProcess(['scan', '127.0.0.1', '-p', '1', ...options]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('sends nothing where the file cannot be written', async () => {
    const { address, ports, accepted } = await openHost(1);
    const folder = await folderWith({});
    await writeFile(path.join(folder, 'file'), '');
    for (const [file, why] of [
      [path.join(folder, 'none', 'met.yaml'), 'ENOENT'],
      [folder, 'EISDIR'],
    ] as const) {
      const { code, stderr } = await runInProcess(['scan', address, '-p', `${ports[0]}`, '--record', file]);
      expect([code, accepted()]).toEqual([3, 0]);
      expect(stderr).toContain(`cannot write ${file} (${why})`);
    }
  });

  it('writes several hosts, each with what was met there', async () => {
    const [one, other] = [await openHost(1), await openHost(1)];
    const file = path.join(await folderWith({}), 'met.yaml');
    const list = [...one.ports, ...other.ports].join();
    const { code } = await runInProcess(['scan', one.address, other.address, '-p', list, '--record', file]);
    expect(code).toBe(0);
    const [scenario] = loadScenarioFile(await readFile(file, 'utf8'), file);
    const states = scenario!.hosts.map(({ address, ports }) => [address, ports.get(one.ports[0]!).behaviour.state]);
    expect(new Map(states as [string, string][])).toEqual(
      new Map([
        [one.address, 'open'],
        [other.address, one.ports[0] === other.ports[0] ? 'open' : 'closed'],
      ]),
    );
  });
});
