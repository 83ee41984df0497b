import { beforeAll, describe, expect, test } from 'vitest';
import { isWorthRetrying } from '../probe/judge.ts';
import type { ObservationKind } from '../probe/prober.ts';
import { annotate } from '../protocol/annotate.ts';
import { errorCodes, isFatal } from '../protocol/errors.ts';
import type { Explanation, ReasonExplanation, SectionExplanation } from '../results/explain.ts';
import { readHex } from '../source/hex-text.ts';
import { explainWord, knownWords } from './explain/explain-word.ts';
import { type Library, readLibrary } from './explain/library.ts';
import { runInProcess } from './testing/run-in-process.ts';

const run = (...words: string[]) => runInProcess(['explain', ...words, '--no-color']);

let library: Library;
beforeAll(async () => {
  library = await readLibrary();
});
const explained = (word: string): Explanation => {
  const found = explainWord(library, word);
  if (found === undefined) throw new Error(`${word} is not explained`);
  return found;
};

describe('a clause', () => {
  test('with its level, role, section, report lines, vectors and neighbours', async () => {
    const { code, stdout } = await run('STATUS-3');
    expect(code).toBe(0);
    // Those that there are, the suite knows.
    expect(stdout.replace(/\nConformance cases\n(?: {2}.*\n)+/, '')).toBe(
      [
        'STATUS-3  MUST  responder  section 10.1 Status',
        '',
        '  A responder MUST answer a good status request about an open subject with `open`: DATA CONNECTION',
        '  SYN+ACK with an empty body.',
        '',
        'Serves',
        '  S4  `open`',
        '  S18  what the two kinds mean',
        '',
        'Test vectors',
        '  binary-answers: open',
        '  text-answers: open',
        '',
        'Before and after',
        '  STATUS-2  The greeting of a scanner SHOULD be `Hello! I want to connect with port N`, where N is',
        '            the subject port in decimal.',
        '  STATUS-4  A responder MUST answer a good status request about a closed subject with `closed`: DATA',
        '            CONNECTION ACK+RST with an empty body.',
        '',
      ].join('\n'),
    );
  });

  test('with the cases of the conformance suite about it', async () => {
    expect((await run('STATUS-3')).stdout).toContain('\nConformance cases\n  STATUS-OPEN-01, STATUS-OPEN-02');
  });

  test('with the table that belongs to it, and the decisions about it', async () => {
    expect((await run('MSG-5')).stdout).toContain('  open                       DATA     CONNECTION  SYN+ACK');
    expect((await run('ADDR-7')).stdout).toContain('D1  One spelling of IPv6 in text: ');
  });

  test('in whatever case, and as JSON', async () => {
    const { stdout } = await run('status-9', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'requirement', id: 'STATUS-9', level: 'MUST', next: null });
  });
});

describe('an error code', () => {
  test('with its clause, when it is judged, what follows, and octets', async () => {
    const { stdout } = await run('bad-encoding');
    expect(stdout).toContain('bad-encoding  error, rank 5 of the table  ERR-5');
    expect(stdout).toContain('connection afterwards  closed');
    expect(stdout).toContain('the answer echoes      id, addresses, kind');
    expect(stdout).toMatch(/Octets that cause it\n.*Wrong at [0-9a-f]{4}\.\n {2}0000 {2}89 50 01/);
  });

  test.each(errorCodes)('%s: its examples cause it, and the connection goes on as the code says', (code) => {
    const explanation = explained(code);
    if (explanation.kind !== 'error-code') throw new Error(explanation.kind);
    expect(explanation.connection).toBe(isFatal(code) ? 'closed' : 'stays open');
    expect(explanation.advice).not.toBe('');
    for (const { hex, offset } of explanation.causes) {
      const found = annotate(readHex(hex, code), 'requests').find(({ kind }) => kind === 'violation');
      if (found?.kind === 'violation') expect(found.violation).toMatchObject({ code, offset });
      else expect(offset).toBeNull();
    }
    const decoded = errorCodes.indexOf(code) < errorCodes.indexOf('timeout');
    if (decoded) expect(explanation.causes.map((cause) => cause.offset)).not.toContain(null);
    if (decoded) expect(explanation.causes).not.toEqual([]);
  });

  test('the dump that it shows is one that decode reads', async () => {
    const { stdout } = await run('bad-type');
    const dump = stdout.split('\n').filter((line) => /^ {2}[0-9a-f]{4} {2}/.test(line));
    const second = dump.findIndex((line, index) => index > 0 && line.startsWith('  0000'));
    const octets = readHex(dump.slice(0, second < 0 ? undefined : second).join('\n'), 'dump');
    expect(annotate(octets)[0]).toMatchObject({ violation: { code: 'bad-type' } });
  });
});

describe('a reason', () => {
  test('with what happened, whether it is tried again, and what to do', async () => {
    const { stdout } = await run('no-reply');
    expect(stdout).toContain('no-reply  filtered  VERDICT-1');
    expect(stdout).toContain('what happened  TCP up, no PSAP answer in the time limit');
    expect(stdout).toContain('tried again    yes, while attempts are left (VERDICT-3)');
    expect(stdout).toContain('ETIMEDOUT after the connection is up');
    expect(stdout).toContain('What to do\n  Something accepts');
  });

  test('that carries a code, with what the code means', async () => {
    expect(explained('agent:denied')).toMatchObject({ reason: 'agent:denied', code: { kind: 'error-code', rank: 12 } });
    expect(explained('agent:hangup')).toMatchObject({ state: 'error', code: { kind: 'reason', state: 'closed' } });
    expect(explained('local:emfile')).toMatchObject({ reason: 'local:EMFILE', code: { kind: 'errno' } });
    expect((await run('local:EMFILE')).stdout).toContain('ulimit -n');
    expect((await run('local:EWHATEVER')).code).toBe(0);
    expect((await run('agent:nonsense')).code).toBe(2);
  });

  test('is tried again as the scanner does it', () => {
    const kinds: Readonly<Record<string, ObservationKind>> = { 'syn-ack': 'open', rst: 'closed' };
    for (const { reason } of library.specification.verdicts) {
      const { isRetried } = explained(reason) as ReasonExplanation;
      const kind = reason.startsWith('agent:')
        ? 'error-reply'
        : reason.startsWith('local:')
          ? 'local'
          : (kinds[reason] ?? reason);
      const observation = { kind } as Parameters<typeof isWorthRetrying>[1];
      expect([reason, isRetried]).toEqual([
        reason,
        isWorthRetrying(reason.startsWith('agent:') ? 'agent' : 'direct', observation),
      ]);
    }
  });
});

describe('a section', () => {
  test('by the prefix of its clauses', async () => {
    const { stdout } = await run('STATUS');
    expect(stdout).toContain('STATUS  9 clauses  section 10.1 Status');
    expect(stdout.match(/^STATUS-\d/gm)).toHaveLength(9);
  });

  test('by its number, with those within it', () => {
    expect(explained('10.3')).toMatchObject({ kind: 'section', sections: [{ number: '10.3', title: 'End' }] });
    const { sections } = explained('§10') as SectionExplanation;
    expect(sections.map(({ number }) => number)).toEqual(['10.1', '10.2', '10.3']);
  });
});

test('a line of the report and a decision, with their clauses', async () => {
  expect((await run('S4')).stdout).toMatch(/^S4 {2}a line of the founding report/);
  expect((await run('d13')).stdout).toContain('  ID-5  A scanner MUST NOT use one id for two requests');
});

describe('what is not known', () => {
  test.each([
    ['STATSU-3', 'STATUS-3'],
    ['bad-flag', 'bad-flags'],
    ['noreply', 'no-reply'],
    ['agent:denyed', 'agent:denied'],
    ['VERDIC', 'VERDICT'],
  ])('%s: did you mean %s?', async (word, meant) => {
    expect(await run(word)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(`did you mean ${meant}`),
    });
  });

  test('and is like nothing: where to look', async () => {
    expect((await run('xyzzy-plugh')).stderr).toContain('portlab explain --list');
  });
});

test('without a word it lists what there is, and all of that is explained', async () => {
  const { code, stdout } = await run();
  expect(code).toBe(0);
  for (const word of ['STATUS', 'bad-flags', 'no-reply', 'agent:<code>', 'S25', 'D36']) expect(stdout).toContain(word);
  expect((await run('--list')).stdout).toBe(stdout);
  expect(JSON.parse((await run('--json')).stdout)).toMatchObject({ kind: 'list', errorCodes: [...errorCodes] });
  expect(knownWords(library).filter((word) => explainWord(library, word) === undefined)).toEqual([]);
});

test('there is advice for every reason and every error code, and for nothing else', () => {
  const { specification, advice } = library;
  expect(Object.keys(advice.reasons)).toEqual(specification.verdicts.map(({ reason }) => reason));
  expect(Object.keys(advice.codes)).toEqual(specification.errors.map(({ code }) => code));
});
