import { type CaseResult, type CaseVerdict, type ConformResult, caseVerdicts } from '../../results/conform.ts';

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
