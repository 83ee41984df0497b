import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readXml } from '../report/testing/read-xml.ts';
import type { ConformResult } from '../results/conform.ts';
import { openConformTarget } from './testing/conform-target.ts';
import { folderWith, freePorts, ownAddress } from './testing/places.ts';
import { startPortlab } from './testing/portlab.ts';
import { runInProcess } from './testing/run-in-process.ts';

/** `portlab conform` from the outside: what it prints, and how it exits. */

const conform = (...words: string[]) => runInProcess(['conform', ...words, '--no-color']);

describe('conform', () => {
  /** Some cases: conform.deep.test.ts runs all. */
  const some = ['--run', 'STATUS-*', '--run', 'ID-*', '--run', 'CONN-UNASKED-*', '--seed', '7'];

  it('of the reference responder, as an agent, exits 0', async () => {
    const { agent, profile } = await openConformTarget();
    const { code, stdout, stderr } = await conform(agent, '--profile', profile, ...some);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(new RegExp(`^${agent}: \\d+ cases\n\n`));
    expect(stdout).toMatch(/^10 Exchanges$/m);
    expect(stdout).not.toContain('states: ');
    expect(stdout).toMatch(/^ {2}✓ STATUS-OPEN-01 +An open subject is open, in text {2}[\d.]+ m?s$/m);
    expect(stdout).toMatch(/^slowest: (?:\S+ [\d.]+ m?s(?:, )?){5}$/m);
    expect(stdout).toMatch(/\d+ cases: \d+ pass, \d+ unsupported \(.*, round trip .*, seed 7\)\n$/);
    expect(stdout).not.toContain('again:');
  });

  it('without a profile asks one open port in direct mode', async () => {
    const { direct } = await openConformTarget();
    const { code, stdout } = await conform(direct, '--json', ...some);
    const result = JSON.parse(stdout) as ConformResult;
    expect([code, result.suite, result.target, result.seed]).toEqual([0, 'psap/1', direct, 7]);
    expect(result.summary).toMatchObject({ fail: 0, warn: 0, inconclusive: 0, 'suite-error': 0, 'known-failure': 0 });
    expect(result.results.find(({ id }) => id === 'STATUS-OPEN-01')).toMatchObject({
      requirements: ['STATUS-3'],
      level: 'MUST',
      verdict: 'pass',
      elapsedMs: expect.any(Number),
    });
    expect(result.coverage).toMatchObject({
      states: ['idle', 'receiving', 'closing', 'closed'],
      summary: { wrong: 0 },
    });
    expect(result.results.find(({ id }) => id === 'CONN-UNASKED-01')!.verdict).toBe('pass');
    expect(result.results.find(({ id }) => id === 'STATUS-CLOSED-01')!.verdict).toBe('unsupported');
  });

  it('that fails shows the clause, the conversation, the octets and the command that reruns it, and exits 1', async () => {
    const { agent, wrong } = await openConformTarget();
    const words = [agent, '--profile', wrong, '--run', 'STATUS-FILTERED-01', '--seed', '7'];
    const { code, stdout, stderr } = await conform(...words);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toContain('✗ STATUS-FILTERED-01');
    expect(stdout).toContain('fail 3/3');
    expect(stdout).toContain('STATUS-5 MUST NOT: A responder MUST NOT answer a good status request about a filtered');
    expect(stdout).toContain('expected open id 8');
    expect(stdout).toContain('actual   closed id 7 in text');
    expect(stdout).toMatch(/^ +[\d.]+ ms {2}< closed 7 text /m);
    expect(stdout).toMatch(/^ +\^\^/m);
    expect(stdout).toContain(`again: portlab conform ${words.join(' ')}`);
  });

  it('of nobody exits 3, and of what is no responder too', async () => {
    const { refused, agent } = await openConformTarget();
    const unreachable = await conform(refused);
    expect([unreachable.code, unreachable.stdout]).toEqual([3, '']);
    expect(unreachable.stderr).toContain(
      `no responder answers at ${refused} as an open port: expected a TCP connection`,
    );
    expect(unreachable.stderr).toContain('ECONNREFUSED');
    // It answers, but for another host.
    const other = await folderWith({ 'other.yaml': 'address: 192.0.2.1\nopen: [22]\n' });
    const false_ = await conform(agent, '--profile', `${other}/other.yaml`);
    expect([false_.code, false_.stdout]).toEqual([3, '']);
    expect(false_.stderr).toContain('got error not-served');
  });

  it.each([
    [['127.0.0.1'], '"127.0.0.1" is no HOST:PORT'],
    [['192.0.2.1:22'], '192.0.2.1 is outside loopback'],
    [[], 'say what to ask'],
    [['127.0.0.1:9', '--run', 'STATUS-OPEM-*'], 'no case is called "STATUS-OPEM-*"'],
    [['127.0.0.1:9', '--time', '5s'], '--time is of --explore'],
    [['127.0.0.1:9', '--skip', '*'], 'every case is skipped'],
    [['127.0.0.1:9', '--profile', '/nowhere.yaml'], '(ENOENT): there is no such file; check what --profile names'],
    [['127.0.0.1:9', '--profile', '/'], '(EISDIR): it is a folder; check what --profile names'],
    [['127.0.0.1:9', '--junit', 'a.xml', '--write-known-failing', './a.xml'], 'name the same file'],
    [
      ['127.0.0.1:9', '--known-failing', '/nowhere.yaml'],
      '(ENOENT): there is no such file; check what --known-failing names',
    ],
  ])('of %j exits 2, and says why', async (words, why) => {
    const { code, stdout, stderr } = await conform(...words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(why);
  });

  it('says where a profile is wrong', async () => {
    const folder = await folderWith({ 'a.yaml': 'address: 127.0.0.1\nopen: [22]\nclosed: [81, 22]\nfilterd: [1]\n' });
    const { code, stderr } = await conform('127.0.0.1:9', '--profile', `${folder}/a.yaml`);
    expect(code).toBe(2);
    expect(stderr).toContain('a.yaml:4:1');
    expect(stderr).toContain('filtered');
  });

  it('lists its cases, and the clauses that they cover, without a target', async () => {
    const list = await conform('--list', '--run', 'status-open-*');
    expect([list.code, list.stderr]).toEqual([0, '']);
    expect(list.stdout).toMatch(
      /^10 Exchanges\n {2}STATUS-OPEN-01 {2}MUST {2}An open subject is open, in text +STATUS-3\n/,
    );
    const matrix = await conform('--matrix');
    expect(matrix.stdout).toMatch(/^10 Exchanges\n {2}STATUS-3 +MUST +2 {2}STATUS-OPEN-01, STATUS-OPEN-02\n/m);
    expect(matrix.stdout).toMatch(/^ {2}AGENT-13 +MUST NOT +0 {2}untestable: /m);
    expect(matrix.stdout).not.toMatch(/^.{101}/m);
    const json = JSON.parse((await conform('--list', '--json')).stdout);
    expect(json.cases[0]).toMatchObject({ id: expect.any(String), section: '3', requirements: expect.any(Array) });
  });

  it('runs the cases of a file, and reruns them from there', async () => {
    const { agent, profile } = await openConformTarget();
    const yaml = (message: string) => `- id: STATUS-MINE-01
  title: mine
  requirements: [STATUS-3]
  level: MUST
  script:
    - send: [{ message: status-request, id: 3 }]
    - expect: { message: ${message}, id: 3 }
`;
    const folder = await folderWith({
      'good.yaml': yaml('open'),
      'bad.yaml': yaml('closed'),
      'wrong.yaml': yaml('opn'),
    });
    const good = await conform(agent, '--profile', profile, '--run', `${folder}/good.yaml`);
    expect([good.code, good.stdout]).toEqual([0, expect.stringContaining('✓ STATUS-MINE-01')]);
    const bad = await conform(agent, '--profile', profile, '--run', `${folder}/bad.yaml`, '--seed', '7');
    expect(bad.code).toBe(1);
    expect(bad.stdout).toContain(
      `again: portlab conform ${agent} --profile ${profile} --run ${folder}/bad.yaml --seed 7`,
    );
    const wrong = await conform(agent, '--run', `${folder}/wrong.yaml`);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('did you mean `open`?')]);
    expect((await conform(agent, '--run', '/nowhere.yaml')).stderr).toContain('cannot read /nowhere.yaml (ENOENT)');
  });

  it('warns of a SHOULD that is broken, which fails with --strict', async () => {
    const { agent, profile } = await openConformTarget();
    const folder = await folderWith({
      'should.yaml': `- id: STATUS-MINE-01
  title: mine
  requirements: [STATUS-3]
  level: SHOULD
  script: [{ send: [{ message: status-request }] }, { expect: { message: closed } }]
`,
    });
    const words = [agent, '--profile', profile, '--run', `${folder}/should.yaml`];
    const lenient = await conform(...words, '--run', 'STATUS-OPEN-01');
    expect([lenient.code, lenient.stdout]).toEqual([0, expect.stringContaining('2 cases: 1 pass, 1 warn (')]);
    expect((await conform(...words, '--run', 'STATUS-OPEN-01', '--strict')).code).toBe(1);
    // Nothing passed.
    expect((await conform(...words)).code).toBe(1);
  });

  it('waits for the limits that serve was told', async () => {
    const address = ownAddress();
    const [agent = 0, open = 0] = await freePorts(address, 2);
    const limits = ['--message-limit', '200ms', '--idle-limit', '400ms', '--max-connections', '8'];
    const served = startPortlab([
      ...['serve', '--host', address, '--agent', `${agent}`, '--ports', `${open}`, '--ready-json'],
      ...limits,
    ]);
    await served.until('stdout', /\n/);
    const folder = await folderWith({
      'target.yaml': `address: ${address}\nopen: [${open}]\nlimits: { message: 200ms, idle: 400ms, connections: 8 }\n`,
    });
    const words = ['--run', 'TIME-IDLE-01', '--run', 'ERR-TIMEOUT-01', '--run', 'SEC-BUSY-01', '--json'];
    const { code, stdout } = await conform(`${address}:${agent}`, '--profile', `${folder}/target.yaml`, ...words);
    const { summary } = JSON.parse(stdout) as ConformResult;
    expect([code, summary.pass]).toEqual([0, 3]);
  });

  it('holds a run to the failures that are known', async () => {
    const { agent, wrong, folder } = await openConformTarget();
    const words = [agent, '--profile', wrong, '--run', 'STATUS-FILTERED-01', '--run', 'STATUS-OPEN-01', '--seed', '7'];
    const known = `${folder}/known.yaml`;
    const first = await conform(...words, '--write-known-failing', known);
    expect(first.code).toBe(1);
    const unsaid = await conform(...words, '--known-failing', known);
    expect([unsaid.code, unsaid.stdout]).toEqual([2, '']);
    expect(unsaid.stderr).toContain('nobody has said yet why `STATUS-FILTERED-01` fails');

    await writeFile(known, (await readFile(known, 'utf8')).replace('TODO', 'the profile lies'));
    const held = await conform(...words, '--known-failing', known);
    expect([held.code, held.stderr]).toEqual([0, '']);
    expect(held.stdout).toContain('1 pass, 1 known-failure (');
    expect(held.stdout).toContain('the profile lies');

    // What a run writes again keeps the reasons.
    await conform(...words, '--known-failing', known, '--write-known-failing', `${folder}/again.yaml`);
    expect(await readFile(`${folder}/again.yaml`, 'utf8')).toContain('reason: the profile lies');

    await writeFile(known, '- { id: STATUS-OPEN-01, reason: it did once }\n- { id: TIME-IDLE-01, reason: slow }\n');
    const stale = await conform(...words, '--known-failing', known, '--json');
    const { summary } = JSON.parse(stale.stdout) as ConformResult;
    expect([stale.code, summary['unexpected-pass'], summary.fail]).toEqual([1, 1, 1]);
    expect(stale.stderr).toContain('error: `STATUS-OPEN-01` passes\n');
    expect(stale.stderr).toContain('known.yaml:1:9');
    expect(stale.stderr).toContain('known.yaml: 1 known failure not among the cases chosen.');
  });

  it('writes JUnit XML', async () => {
    const { agent, wrong, folder } = await openConformTarget();
    const file = `${folder}/conform.xml`;
    const words = [agent, '--profile', wrong, '--run', 'STATUS-FILTERED-01', '--seed', '7'];
    expect((await conform(...words, '--junit', file)).code).toBe(1);
    const { attributes, children } = readXml(await readFile(file, 'utf8'));
    expect(attributes).toMatchObject({ tests: '1', failures: '1' });
    expect(children[0]!.children[1]!.children[0]!.text).toContain(`again:    portlab conform ${words.join(' ')}`);
    const nowhere = await conform(...words, '--junit', `${folder}/none/a.xml`);
    expect([nowhere.code, nowhere.stderr]).toEqual([3, expect.stringContaining('create the folder')]);
  });

  it('writes a page', async () => {
    const { agent, wrong, folder } = await openConformTarget();
    const file = `${folder}/conform.html`;
    const words = [agent, '--profile', wrong, '--run', 'STATUS-FILTERED-01', '--run', 'STATUS-OPEN-01', '--seed', '7'];
    expect((await conform(...words, '--html', file)).code).toBe(1);
    const page = await readFile(file, 'utf8');
    expect(page).toContain('<title>1 of 2 cases failed · portlab conform</title>');
    expect(page).toMatch(/<tr id="clause-STATUS-5" data-state="broken">/);
    expect(page).toMatch(/<tr id="clause-AGENT-13" data-state="untestable">.*What a responder dials is not seen/);
  });

  it('that is interrupted ends at once, and exits 130', async () => {
    const { agent, profile, asked } = await openConformTarget({ declared: 'limits: { idle: 1h }\n' });
    const words = [agent, '--profile', profile, '--run', 'TIME-IDLE-01', '--no-color'];
    const portlab = startPortlab(['conform', ...words]);
    await asked;
    portlab.kill('SIGINT');
    const { code, stderr } = await portlab.ended;
    expect([code, stderr]).toEqual([130, 'Interrupted: 0 of 1 case ran.\n']);
  });

  it('explains a case', async () => {
    const { code, stdout } = await runInProcess(['explain', 'status-filtered-01', '--no-color']);
    expect(code).toBe(0);
    expect(stdout).toContain('STATUS-FILTERED-01  MUST  a case of the conformance suite  section 10 Exchanges');
    expect(stdout).toContain('  > status-request id 7 in text {own} → {filtered}\n');
    expect(stdout).toContain('STATUS-5  A responder MUST NOT answer a good status request about a filtered');
  });
});
