import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { holdRefusedPort } from '../faults/refused-port.ts';
import { openToxiproxy } from '../faults/toxiproxy-server.ts';
import { readPcapng } from '../report/testing/read-pcapng.ts';
import { readTimeline } from '../report/timeline-jsonl.ts';
import type { RunResult } from '../results/run.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { CounterRandom } from '../sim/random.ts';
import { folderWith } from './testing/places.ts';
import { runPortlab, startPortlab } from './testing/portlab.ts';
import { runInProcess } from './testing/run-in-process.ts';

/** `portlab run` from the outside: what it prints, how it exits, and how a failure is run again. */

const good = `name: Two open ports
target:
  name: web
  ports:
    22: open
    80: { state: open, service: http }
    81: closed
`;
const bad = `name: A closed port that should be open
target:
  name: web
  ports:
    22: open
    81: closed
expect:
  summary: { open: 2 }
`;
const embedded = ['--toxiproxy', 'embedded'];

describe('run', () => {
  it('of scenarios that hold exits 0, and says what was expected of each', async () => {
    const folder = await folderWith({ 'good.yaml': good });
    const { code, stdout, stderr } = await runPortlab(['run', 'good.yaml', '--seed', '42', ...embedded], {
      cwd: folder,
    });
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.replace(/\d+(\.\d+)? m?s\b/g, 'T').split('\n');
    expect(lines[0]).toBe('✓ Two open ports good.yaml T');
    expect(lines.slice(1, -3).length).toBeGreaterThan(0);
    for (const line of lines.slice(1, -3)) expect(line).toMatch(/^ {4}✓ /);
    expect(lines.at(-2)).toBe('1 scenario: 1 passed, 0 failed in T (proxy embedded, seed 42)');
  });

  it('of one that fails exits 1, and ends with a line that runs it again', async () => {
    const folder = await folderWith({ 'good.yaml': good, "it's bad.yaml": bad });
    const first = await runPortlab(['run', '.', '--seed', '7', ...embedded], { cwd: folder });
    expect([first.code, first.stderr]).toEqual([1, '']);
    expect(first.stdout).toContain('\n    ✗ summary 2 open\n      found 1 open, 1 closed\n');
    expect(first.stdout).toMatch(/\n2 scenarios: 1 passed, 1 failed in /);
    const [, again = ''] = /\n {4}again: portlab (.*)\n/.exec(first.stdout) ?? [];
    expect(again).toBe("run 'it'\\''s bad.yaml' --seed 7 --toxiproxy embedded");
    const words = again
      .replace("'it'\\''s bad.yaml'", "it's_bad.yaml")
      .split(' ')
      .map((word) => word.replace('_', ' '));
    const second = await runPortlab(words, { cwd: folder });
    expect(second.code).toBe(1);
    expect(second.stdout).toContain(again);
  });

  it('with --json prints one document of the shape of the contract, also where something fails', async () => {
    const folder = await folderWith({ 'a.yaml': good, 'b.yaml': bad });
    const { code, stdout, stderr } = await runPortlab(['run', '.', '--json', '--seed', '7', ...embedded], {
      cwd: folder,
    });
    expect([code, stderr]).toEqual([1, '']);
    const { scenarios, summary } = JSON.parse(stdout) as RunResult;
    expect(summary).toEqual({ passed: 1, failed: 1, interrupted: 0, notRun: 0 });
    expect(scenarios.map(({ file, passed }) => [file, passed])).toEqual([
      ['a.yaml', true],
      ['b.yaml', false],
    ]);
    const keys = ['name', 'file', 'backend', 'proxy', 'seed', 'passed', 'elapsedMs', 'expectations', 'ports'];
    for (const scenario of scenarios) expect(Object.keys(scenario)).toEqual(expect.arrayContaining(keys));
    expect(scenarios[0]).toMatchObject({ name: 'Two open ports', backend: 'loopback', proxy: 'embedded', seed: 7 });
    expect(scenarios[0]!.ports[0]).toEqual({
      scanner: 'default',
      host: 'web',
      port: 22,
      state: 'open',
      reason: 'syn-ack',
      elapsedMs: expect.any(Number) as number,
      attempts: 1,
      realisedBy: 'toxiproxy',
    });
    expect(scenarios[1]!.expectations).toContainEqual({
      text: 'summary 2 open',
      passed: false,
      actual: '1 open, 1 closed',
    });
  });

  it('that is interrupted prints what was found so far, and exits 130', async () => {
    const { code, stdout, stderr } = await interrupted();
    expect([code, stderr]).toEqual([130, 'Interrupted in scenario 2 of 3.\n']);
    expect(stdout).toMatch(/\n\? Slow b\.yaml .* interrupted\n {4}\? ports? 22.* open \(syn-ack\)\n {6}found port/);
    expect(stdout).toMatch(/\n3 scenarios: 1 passed, 0 failed, 1 interrupted, 1 not run in /);
  });

  it('that is interrupted says so to scripts, to CI and on the page', async () => {
    const { code, stdout, folder } = await interrupted('--json', '--junit', 'run.xml', '--html', 'run.html');
    expect(code).toBe(130);
    const { scenarios, summary } = JSON.parse(stdout) as RunResult;
    expect(scenarios).toMatchObject([{ passed: true }, { passed: false, interrupted: true }]);
    expect(scenarios[0]).not.toHaveProperty('interrupted');
    expect(scenarios[1]!.expectations).toContainEqual({ text: 'duration < 60000 ms', passed: false, undecided: true });
    expect(summary).toEqual({ passed: 1, failed: 0, interrupted: 1, notRun: 1 });
    expect(await readFile(path.join(folder, 'run.xml'), 'utf8')).toMatch(
      / failures="0".*<skipped type="interrupted" message="interrupted, found ports? 22.* not decided"\/>/s,
    );
    expect(await readFile(path.join(folder, 'run.html'), 'utf8')).toContain('1 passed, 1 interrupted, 1 not run');
  });
});

/** A run of three scenarios that is interrupted once the world of the second is up. */
async function interrupted(...options: string[]) {
  const server = await openToxiproxy({ choice: 'embedded', clock: nodeClock, random: new CounterRandom(1) });
  onTestFinished(() => server.close());
  const late = `name: Slow
target:
  ports:
    22: { state: open, slow: 20s }
    23: { state: open, slow: 20s, jitter: 1s }
    80: { state: open, slow: 21s }
scan: { timeout: 60s }
expect: { duration: < 60s }
`;
  const folder = await folderWith({ 'a.yaml': good, 'b.yaml': late, 'c.yaml': good });
  const portlab = startPortlab(['run', '.', '--toxiproxy', server.url, ...options], { cwd: folder });
  // The second world is up once its last port has its proxy.
  while ((await server.client.proxies()).length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  portlab.kill('SIGINT');
  return { ...(await portlab.ended), folder };
}

describe('run whose fault proxy goes away', () => {
  it('prints what was found before, and exits 3', async () => {
    const server = await openToxiproxy({ choice: 'embedded', clock: nodeClock, random: new CounterRandom(1) });
    const late = `target:
  ports:
    22: { state: open, slow: 20s }
    23: { state: open, slow: 20s, jitter: 1s }
    80: open
scan: { timeout: 60s }
`;
    const folder = await folderWith({ 'a.yaml': good, 'b.yaml': late });
    const running = runPortlab(['run', '.', '--json', '--toxiproxy', server.url], { cwd: folder });
    // The second world is up once its last port has its proxy.
    while ((await server.client.proxies()).length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    await server.close();
    const { code, stdout, stderr } = await running;
    expect(code).toBe(3);
    expect(stderr).toMatch(/^error: the world was not torn down cleanly: /);
    const { scenarios, summary } = JSON.parse(stdout) as RunResult;
    expect(scenarios.map(({ file, passed }) => [file, passed])).toEqual([
      ['a.yaml', true],
      ['b.yaml', false],
    ]);
    expect(summary).toEqual({ passed: 1, failed: 1, interrupted: 0, notRun: 0 });
  });
});

describe('run --trace', () => {
  const run = async (file: string, files: Record<string, string>) => {
    const folder = await folderWith(files);
    const trace = path.join(folder, file);
    const { code, stderr } = await runInProcess(['run', folder, '--seed', '7', ...embedded, '--trace', trace]);
    expect([code, stderr]).toEqual([0, '']);
    return trace;
  };
  const faulty = good.replace('state: open,', 'state: open, slow: 1ms,');

  it('writes each scenario as a timeline of its own, with its faults and verdicts', async () => {
    const trace = await run('trace.jsonl', { 'a.yaml': good, 'b.yaml': faulty.replace('Two', 'Other') });
    const events = readTimeline(await readFile(trace, 'utf8'), trace);
    const begins = events.flatMap((event, index) => (event.kind === 'began' ? [index] : []));
    expect(begins.map((index) => events[index])).toMatchObject([
      { name: 'Two open ports', seed: 7, atMs: 0 },
      { name: 'Other open ports', seed: 7, atMs: 0 },
    ]);
    const [one, other] = [events.slice(0, begins[1]), events.slice(begins[1])];
    for (const timeline of [one, other]) {
      expect(timeline.filter(({ kind }) => kind === 'verdict')).toHaveLength(3);
      const times = timeline.map(({ atMs }) => atMs);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
    expect(one.filter(({ kind }) => kind === 'fault')).toEqual([]);
    expect(other[1]).toMatchObject({ kind: 'fault', change: 'begins', host: 'web', ports: '80', fault: 'slow 1 ms' });
  });

  it('writes each as a section where the name ends in .pcapng', async () => {
    const trace = await run('trace.pcapng', { 'a.yaml': good, 'b.yaml': faulty });
    const octets = await readFile(trace);
    const second = octets.indexOf(octets.subarray(0, 4), 4);
    const [one, other] = [readPcapng(octets.subarray(0, second)), readPcapng(octets.subarray(second))];
    for (const { comments } of [one, other]) expect(comments[0]).toBe('Two open ports, seed 7');
    const notes = (section: typeof one) => section.packets.flatMap(({ comments }) => comments);
    expect(notes(one).filter((comment) => comment.startsWith('fault'))).toEqual([]);
    expect(notes(other)).toContain('fault begins: web port 80, slow 1 ms');
  });

  it('refuses a file that something else is written to', async () => {
    const { code, stderr } = await runInProcess(['run', 'x.yaml', '--trace', 'x', '--html', './x']);
    expect([code, stderr]).toEqual([2, 'error: --html and --trace name the same file, ./x: give each its own\n']);
  });
});

describe('run of nothing', () => {
  it.each([
    ['/nowhere.yaml', 'there is no scenario '],
    ['/*.yaml', ' names no scenario'],
    ['', ' names no scenario'],
  ])('at %j exits 2', async (word, message) => {
    const folder = await folderWith({ 'notes.txt': '' });
    const { code, stdout, stderr } = await runInProcess(['run', `${folder}${word}`]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

describe('run of a broken file', () => {
  it('shows file, line and column, the line with a caret, and what was meant, and exits 2', async () => {
    const folder = await folderWith({ 'broken.yaml': good.replace('81: closed', '81: clsoed') });
    const { code, stdout, stderr } = await runPortlab(['run', 'broken.yaml', '--json'], { cwd: folder });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatchInlineSnapshot(`
      "error: \`clsoed\` is not one of \`open\`, \`closed\`, \`filtered\`, \`silent\`
       --> broken.yaml:7:9
        |
      7 |     81: clsoed
        |         ^^^^^^
        = help: did you mean \`closed\`?
      "
    `);
  });

  it('runs nothing where one of several is broken, and shows what is wrong with all', async () => {
    const folder = await folderWith({ 'a.yaml': good, 'b.yaml': 'name: [', 'c.yaml': 'nmae: C\n' });
    const { code, stdout, stderr } = await runInProcess(['run', folder, ...embedded]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(path.join(folder, 'b.yaml:1:'));
    expect(stderr).toContain(path.join(folder, 'c.yaml:1:1'));
  });
});

describe('the Toxiproxy of a run', () => {
  it('outside loopback is refused unless it is allowed', async () => {
    const folder = await folderWith({ 'a.yaml': good });
    const words = ['run', folder, '--toxiproxy', 'http://192.0.2.1:8474'];
    const { code, stdout, stderr } = await runInProcess(words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('outside loopback, name it with --allow 192.0.2.1');
  });

  it('that is not there is a matter of the environment', async () => {
    const folder = await folderWith({ 'a.yaml': good });
    const refused = await holdRefusedPort('127.0.0.1');
    const words = ['run', folder, '--toxiproxy', `http://127.0.0.1:${refused.local.port}`];
    const { code, stdout, stderr } = await runInProcess(words);
    await refused.close();
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain('error: there is no Toxiproxy at ');
  });
});
