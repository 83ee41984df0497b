import { describe, expect, it } from 'vitest';
import type { CaseResult, CaseVerdict } from '../results/conform.ts';
import { SourceError } from '../source/diagnostic.ts';
import type { Case } from './case.ts';
import { KnownFailures, loadKnownFailures } from './known-failures.ts';
import { writeKnownFailures } from './write-known-failures.ts';

const make = (id: string, aliases: readonly string[] = []): Case => ({
  id,
  aliases: [...aliases],
  title: `about ${id}`,
  requirements: ['STATUS-3'],
  level: 'MUST',
  script: ['closed'],
});
const cases = [make('STATUS-OPEN-01', ['STATUS-OLD-01']), make('STATUS-OPEN-02'), make('TIME-IDLE-01')];
const load = (yaml: string) => loadKnownFailures(yaml, 'known.yaml', cases);

function result(id: string, verdict: CaseVerdict, actual = 'open id 7 in text', offset?: number): CaseResult {
  const evidence = {
    expected: 'closed id 7 in text',
    actual,
    conversation: [],
    received: { connection: 1, octets: '00', ...(offset !== undefined && { mark: { offset, length: 1 } }) },
  };
  const heading = { id, title: `about ${id}`, section: '10', requirements: ['STATUS-3'], level: 'MUST' } as const;
  return { ...heading, verdict, elapsedMs: 1, ...(verdict !== 'pass' && { evidence, runs: { failed: 3, of: 3 } }) };
}

function refusal(yaml: string): string {
  try {
    load(yaml);
  } catch (error) {
    if (error instanceof SourceError) return error.message;
    throw error;
  }
  return 'was taken';
}

describe('what is known to fail', () => {
  it.each(['STATUS-OPEN-01', 'status-open-01', 'STATUS-OLD-01', 'STATUS-*'])('is named as %s', (id) => {
    const known = load(`- { id: ${id}, reason: see issue 12 }\n`);
    expect(known.judge(result('STATUS-OPEN-01', 'fail'))).toMatchObject({
      verdict: 'known-failure',
      reason: 'see issue 12',
      evidence: { actual: 'open id 7 in text' },
    });
    expect(known.judge(result('STATUS-OPEN-01', 'warn')).verdict).toBe('known-failure');
    expect(known.surprises).toEqual([]);
  });

  it('leaves others alone, and what nobody could find out', () => {
    const known = load('- { id: STATUS-OPEN-01, reason: see issue 12 }\n');
    expect(known.judge(result('STATUS-OPEN-02', 'fail')).verdict).toBe('fail');
    for (const verdict of ['unsupported', 'inconclusive', 'suite-error'] as const) {
      expect(known.judge(result('STATUS-OPEN-01', verdict)).verdict).toBe(verdict);
    }
    expect(known.surprises).toEqual([]);
  });

  it('is told of where it passes', () => {
    const known = load('# first\n- id: STATUS-OPEN-01\n  reason: see issue 12\n');
    expect(known.judge(result('STATUS-OPEN-01', 'pass'))).toMatchObject({
      verdict: 'unexpected-pass',
      reason: 'known.yaml:2 says that it fails: see issue 12',
    });
    expect(known.surprises).toMatchObject([
      { file: 'known.yaml', line: 2, column: 7, message: '`STATUS-OPEN-01` passes' },
    ]);
  });

  it.each([
    ['actual: open id 7 in text', 'open id 7 in text', undefined, true],
    ['actual: nothing in * ms', 'nothing in 1000 ms', undefined, true],
    ['actual: nothing in * ms', 'a reset', undefined, false],
    ['actual: "open (x) id?"', 'open (x) id?', undefined, true],
    ['actual: o.en', 'open', undefined, false],
    ['expected: closed*', 'anything', undefined, true],
    ['expected: open*', 'anything', undefined, false],
    ['offset: 23', 'anything', 23, true],
    ['offset: 23', 'anything', 24, false],
    ['offset: 0', 'anything', undefined, false],
  ])('pinned to %s, where %j at %s was found: %s', (pins, actual, offset, holds) => {
    const known = load(`- id: STATUS-OPEN-01\n  reason: see issue 12\n  pins:\n    ${pins}\n`);
    const judged = known.judge(result('STATUS-OPEN-01', 'fail', actual, offset));
    expect(judged.verdict).toBe(holds ? 'known-failure' : 'fail');
    if (holds) return;
    expect(judged.reason).toContain('it is known to fail, but not so: known.yaml:1 pins');
    expect(known.surprises).toMatchObject([{ line: 4, message: expect.stringContaining('fails in another way') }]);
  });

  it('says which of them were not chosen', () => {
    expect(load('- { id: "*", reason: all of it }\n').absentFrom(['STATUS-OPEN-02'])).toEqual([
      'STATUS-OPEN-01',
      'TIME-IDLE-01',
    ]);
  });
});

describe('a file of known failures that is wrong', () => {
  it.each([
    ['- { id: STATUS-OPEM-01, reason: a }', 'known.yaml:1:9: no case is called `STATUS-OPEM-01`'],
    ['- { id: STATUS-X-*, reason: a }', 'no case is called `STATUS-X-*`'],
    ['- { id: STATUS-OPEN-01 }', 'missing key `reason`'],
    ['- { id: STATUS-OPEN-01, reason: " " }', 'say why it fails'],
    ['- { id: STATUS-OPEN-01, reason: TODO }', 'nobody has said yet why `STATUS-OPEN-01` fails'],
    [
      '- { id: STATUS-OPEN-01, reason: a }\n- { id: STATUS-*, reason: b }',
      'known.yaml:2:9: `STATUS-OPEN-01` stands twice',
    ],
    ['- { id: STATUS-OPEN-01, reason: a, pin: { offset: 1 } }', 'unknown key `pin`'],
    ['- { id: STATUS-OPEN-01, reason: a, pins: { offset: x } }', 'expected a'],
    ['id: STATUS-OPEN-01', 'expected a list'],
  ])('%j is refused', (yaml, message) => {
    expect(refusal(yaml)).toContain(message);
  });
});

describe('the file of a run', () => {
  const results = [
    result('STATUS-OPEN-01', 'fail', 'nothing in 1000 ms', 4),
    result('STATUS-OPEN-02', 'pass'),
    result('TIME-IDLE-01', 'known-failure', 'open id 7, source 127.0.0.1:40112\n- id: "*"\u2028'),
  ];
  const written = writeKnownFailures(results, 'Known failures', (id) =>
    id === 'TIME-IDLE-01' ? 'see issue 12' : undefined,
  );

  it('has what fails, why it is thought to, and how', () => {
    expect(written).toMatchInlineSnapshot(`
      "# Known failures

      # about STATUS-OPEN-01: STATUS-3 (MUST, 3 of 3 runs)
      # expected closed id 7 in text
      # actual   nothing in 1000 ms
      - id: STATUS-OPEN-01
        reason: TODO
        pins:
          actual: nothing in * ms

      # about TIME-IDLE-01: STATUS-3 (MUST, 3 of 3 runs)
      # expected closed id 7 in text
      # actual   open id 7, source 127.0.0.1:40112
      # - id: "*"�
      - id: TIME-IDLE-01
        reason: see issue 12
        pins:
          actual: |-
            open id 7, source 127.0.0.1:*
            - id: "*" 
      "
    `);
  });

  it('is taken once every reason is said, and by what it was made of', () => {
    expect(refusal(written)).toContain('nobody has said yet why `STATUS-OPEN-01` fails');
    const known = load(written.replace('TODO', 'it is slow'));
    expect(
      results.map((one) => known.judge(one.verdict === 'pass' ? one : { ...one, verdict: 'fail' }).verdict),
    ).toEqual(['known-failure', 'pass', 'known-failure']);
  });

  it('of a run without failures is taken, and knows of none', () => {
    const known = load(writeKnownFailures([result('STATUS-OPEN-01', 'pass')], 'None', () => undefined));
    expect(known).toBeInstanceOf(KnownFailures);
    expect(known.absentFrom([])).toEqual([]);
  });
});
