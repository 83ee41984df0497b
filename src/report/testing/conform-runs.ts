import { type CaseResult, type CaseVerdict, type ConformResult, caseVerdicts } from '../../results/conform.ts';
import type { DecodeResult } from '../../results/decode.ts';

/** Runs of the conformance suite to report on. */

export function caseResult(id: string, verdict: CaseVerdict, more: Partial<CaseResult> = {}): CaseResult {
  const title = `What ${id} is about`;
  return { id, title, section: '10', requirements: ['STATUS-4'], level: 'MUST', verdict, elapsedMs: 1.25, ...more };
}

/** What shows that a closed subject was taken for open, with a mark at the signals of the answer. */
export const evidence: NonNullable<CaseResult['evidence']> = {
  expected: 'closed id 7 in text, the addresses of the request swapped',
  actual: 'open id 7 in text',
  conversation: [
    { atMs: 0.1, connection: 1, direction: '>', text: 'SYN 127.0.0.1:4545' },
    { atMs: 0.4, connection: 1, direction: '<', text: 'SYN+ACK' },
    {
      atMs: 0.4,
      connection: 1,
      direction: '>',
      text: 'status-request 7 text 127.0.0.1:34634 → 127.0.0.1:81 "Hello!"',
    },
    { atMs: 0.6, connection: 1, direction: '<', text: 'open 7 text 127.0.0.1:81 → 127.0.0.1:34634' },
  ],
  received: {
    connection: 1,
    octets: Buffer.from(
      'PSAP/1 DATA CONNECTION ACK+SYN\r\nId: 7\r\nSource: 127.0.0.1:81\r\nDestination: 127.0.0.1:34634\r\n' +
        'Encoding: text\r\nLength: 0\r\n\r\n',
    ).toString('hex'),
    mark: { offset: 23, length: 7 },
  },
};

export function conformResult(results: readonly CaseResult[], more: Partial<ConformResult> = {}): ConformResult {
  const counts = caseVerdicts.map((verdict) => [verdict, results.filter((one) => one.verdict === verdict).length]);
  return {
    suite: 'psap/1',
    target: '127.0.0.1:4545',
    seed: 7,
    elapsedMs: 812.4,
    roundTripMs: 0.3,
    ended: 'finished',
    strict: false,
    results,
    summary: Object.fromEntries(counts) as ConformResult['summary'],
    ...more,
  };
}

const cases = [
  caseResult('STATUS-OPEN-01', 'pass', { requirements: ['STATUS-3'], elapsedMs: 2 }),
  caseResult('STATUS-CLOSED-01', 'fail', { evidence, runs: { failed: 3, of: 3 } }),
  caseResult('STATUS-FILTERED-01', 'known-failure', { requirements: ['STATUS-5'], reason: 'see issue 12', evidence }),
  caseResult('TIME-IDLE-01', 'unsupported', {
    section: '13',
    requirements: ['TIME-1'],
    elapsedMs: 0,
    reason: 'the profile declares no: idle limit',
  }),
];

/** A run with a little of everything, and what a page of it is made of. */
export function pageOfRun(results: readonly CaseResult[] = cases) {
  const clause = (id: string, text: string) => [id, { id, level: 'MUST', text }] as const;
  return {
    result: conformResult(results),
    parts: {
      choice: { profile: 'target.yaml' },
      sections: new Map([
        ['10', 'Exchanges'],
        ['13', 'Timers'],
      ]),
      clauses: new Map([
        clause('STATUS-3', 'An open subject is `open`.'),
        clause('STATUS-4', 'A closed subject is `closed`.'),
        clause('STATUS-5', 'A filtered subject gets silence.'),
        clause('TIME-1', 'An idle connection is closed.'),
        clause('AGENT-13', 'It dials nobody.'),
      ]),
      covered: [
        { id: 'STATUS-3', level: 'MUST', cases: ['STATUS-OPEN-01', 'STATUS-OPEN-02'] },
        { id: 'STATUS-4', level: 'MUST', cases: ['STATUS-CLOSED-01'] },
        { id: 'STATUS-5', level: 'MUST', cases: ['STATUS-FILTERED-01'] },
        { id: 'TIME-1', level: 'MUST', cases: ['TIME-IDLE-01'] },
        { id: 'AGENT-13', level: 'MUST', cases: [], untestable: 'It is not seen.' },
      ],
      annotate: ({ evidence: shown }: CaseResult) => (shown === undefined ? undefined : annotated),
      began: '2031-05-06T07:08:09.123Z',
    },
  };
}

const annotated: DecodeResult = {
  input: '',
  octets: 4,
  hints: [],
  blocks: [
    {
      kind: 'violation',
      offset: 0,
      length: 4,
      spans: [
        { offset: 0, length: 2, hex: '8950', name: 'magic', value: 'PSAP, binary' },
        { offset: 2, length: 2, hex: '0909', name: 'flags', value: 'nonsense' },
      ],
      violation: {
        offset: 3,
        length: 1,
        code: 'bad-flags',
        clause: 'ERR-4',
        expected: 'closed',
        actual: '<script>alert(1)</script>',
      },
    },
  ],
  summary: { messages: 0, violations: 1, unfinished: 0, remarks: 0, unreadOctets: 0 },
};
