import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { missingTshark, runTshark } from '../../spec/wireshark/testing/tshark.ts';
import { readTimeline } from '../report/timeline-jsonl.ts';
import type { ReplayResult } from '../results/replay.ts';
import { openConformTarget } from './testing/conform-target.ts';
import { folderWith } from './testing/places.ts';
import { runInProcess } from './testing/run-in-process.ts';

/** What `conform` traces, and what becomes of it. */

const conform = (...words: string[]) => runInProcess(['conform', ...words, '--no-color']);

async function traced(...options: string[]) {
  const target = await openConformTarget();
  const words = [
    target.agent,
    '--profile',
    target.profile,
    '--run',
    'STATUS-*',
    '--run',
    'ERR-MAGIC-01',
    '--seed',
    '7',
  ];
  const { code } = await conform(...words, ...options.map((word) => word.replace('FOLDER', target.folder)));
  expect(code).toBe(0);
  return target;
}

describe('conform --trace', () => {
  it('writes what happened in each case, after an event that names it', async () => {
    const { folder } = await traced('--trace', 'FOLDER/t.jsonl');
    const timeline = readTimeline(await readFile(`${folder}/t.jsonl`, 'utf8'), 't.jsonl');
    const wallClock = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string;
    expect(timeline[0]).toEqual({ atMs: 0, kind: 'began', name: expect.any(String), seed: 7, wallClock });
    const first = timeline.findIndex((event) => event.kind === 'began' && event.name === 'ERR-MAGIC-01');
    const kinds = timeline
      .slice(first + 1, first + 7)
      .map((event) => (event.kind === 'octets' ? event.direction : event.kind));
    expect(kinds.slice(0, 5)).toEqual(['dial', 'up', 'sent', 'received', 'close']);
    expect(timeline[first + 3]).toMatchObject({ octets: '47' });
    expect(timeline[first + 5]).toMatchObject({ by: 'peer' });
  });

  it('and --pcap write what Wireshark opens, cases named at their connections', async () => {
    const { folder } = await traced('--trace', 'FOLDER/t.pcapng', '--pcap', 'FOLDER/t.capture');
    const [one, other] = await Promise.all(['t.pcapng', 't.capture'].map((name) => readFile(`${folder}/${name}`)));
    expect(one).toEqual(other);
    expect(one!.includes('ERR-MAGIC-01')).toBe(true);
  });

  const missing = missingTshark();
  it.skipIf(missing !== undefined)(
    `is read by the dissector${missing === undefined ? '' : `: ${missing}`}`,
    async () => {
      const { folder } = await traced('--pcap', 'FOLDER/t.pcapng');
      const octets = await readFile(`${folder}/t.pcapng`);
      const fields = ['-T', 'fields', '-e', '_ws.col.Info', '-Y', 'psap'];
      const rows = (await runTshark({ octets, streamOfFrame: [] }, fields)).trimEnd().split('\n');
      expect(rows).toContainEqual(expect.stringMatching(/^status request → /));
      expect(rows).toContainEqual(expect.stringMatching(/^open ← /));
      expect(rows).toContainEqual(expect.stringMatching(/bad-magic/));
      const comments = await runTshark({ octets, streamOfFrame: [] }, ['-T', 'fields', '-e', 'frame.comment']);
      expect(comments).toContain('ERR-MAGIC-01');
    },
  );

  it('that cannot be written is an error before anything is sent', async () => {
    const { agent, profile, folder, accepted } = await openConformTarget();
    for (const option of ['--trace', '--pcap']) {
      const { code, stderr } = await conform(agent, '--profile', profile, option, `${folder}/none/t.jsonl`);
      expect([code, stderr]).toEqual([3, expect.stringContaining('nothing was sent')]);
    }
    expect(accepted()).toBe(0);
  });
});

describe('conform --replay', () => {
  it('of the same target exits 0, and of one that answers otherwise 1', async () => {
    const { agent, folder } = await traced('--trace', 'FOLDER/t.jsonl');
    const trace = `${folder}/t.jsonl`;
    const same = await conform('--replay', trace);
    expect([same.code, same.stderr]).toEqual([0, '']);
    expect(same.stdout).toMatch(
      new RegExp(`^\\d+ cases of .*t.jsonl replayed to ${agent}: \\d+ the same \\(.*\\)\\n$`),
    );

    const other = await openConformTarget({ isElsewhere: true });
    const changed = await conform('--replay', trace, other.agent, '--run', 'STATUS-OPEN-01');
    expect(changed.code).toBe(1);
    expect(changed.stdout).toMatch(/^✗ STATUS-OPEN-01 {2}connection 1 {2}.*t\.jsonl:\d+$/m);
    expect(changed.stdout).toMatch(/^ +in the trace +open id 7 in text\n +now +error not-served id 7 in text$/m);
    const json = await conform('--replay', trace, other.agent, '--run', 'STATUS-OPEN-01', '--json');
    expect((JSON.parse(json.stdout) as ReplayResult).summary).toEqual({ same: 0, different: 1, inconclusive: 0 });
  });

  it('of nobody exits 3', async () => {
    const { refused, folder } = await traced('--trace', 'FOLDER/t.jsonl');
    const { code, stdout, stderr } = await conform('--replay', `${folder}/t.jsonl`, refused);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain('(ECONNREFUSED); 0 of ');
  });

  it.each([
    [
      '{"atMs":0,"kind":"began","name":"a","seed":1,"wallClock":"2026-01-02T03:04:05.678Z"}\n{"atMs":1,"ki',
      'this line is not JSON',
    ],
    [
      '{"atMs":0,"kind":"began","name":"a","seed":1,"wallClock":"2026-01-02T03:04:05.678Z"}\n{"atMs":1,"kind":"end","connection":2}',
      'connection 2 was never dialled',
    ],
    ['', 'has no connection: nothing to replay'],
  ])('of a damaged trace exits 2, and says where: %#', async (text, message) => {
    const folder = await folderWith({});
    await writeFile(`${folder}/t.jsonl`, text);
    const { code, stderr } = await conform('--replay', `${folder}/t.jsonl`);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    if (text !== '') expect(stderr).toContain('t.jsonl:2:1');
  });

  it('goes nowhere outside loopback, and takes no other options', async () => {
    const dial =
      '{"atMs":0,"kind":"began","name":"a","seed":1,"wallClock":"2026-01-02T03:04:05.678Z"}\n{"atMs":1,"kind":"dial","connection":1,"scanner":"a","address":"192.0.2.1","port":80}\n';
    const folder = await folderWith({ 't.jsonl': dial });
    const away = await conform('--replay', `${folder}/t.jsonl`);
    expect([away.code, away.stderr]).toEqual([2, expect.stringContaining('192.0.2.1 is outside loopback')]);
    const both = await conform('--replay', `${folder}/t.jsonl`, '--junit', 'a.xml');
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining('cannot be used with')]);
  });
});
