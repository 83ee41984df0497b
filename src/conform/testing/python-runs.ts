import type { CaseResult } from '../../results/conform.ts';
import type { Dialer } from '../../runtime/connection.ts';
import { nodeClock } from '../../runtime/node/clock.ts';
import { tcpDialer } from '../../runtime/node/tcp.ts';
import { CounterRandom } from '../../sim/random.ts';
import { waitOf } from '../limit-spans.ts';
import type { TargetProfile } from '../profile.ts';
import { runSuite, type SuiteRun } from '../run-suite.ts';
import { selectCases } from '../select-cases.ts';
import { suite } from '../suite.ts';
import { type PythonPeerOptions, startPythonPeer } from './python-peer.ts';

/** The suite against the responder in Python. */

/**
 * A mistake of `bugs.py`: a case that has to fail, what that case has to report, and how many cases may fail in all: not
 * many more than do, so that one that reaches further is noticed.
 */
export interface Bug {
  readonly id: string;
  readonly actual: RegExp;
  readonly atMost: number;
}

export const bugs: Readonly<Record<string, Bug>> = {
  'id-not-echoed': { id: 'ID-ANY-02', actual: /^open id 1 in text$/, atMost: 240 },
  'addresses-not-swapped': { id: 'MSG-ADDRESSES-01', actual: /source 198\.51\.100\.7:40112$/, atMost: 70 },
  'first-read-whole': { id: 'ERR-SPLIT-01', actual: /^error bad-/, atMost: 120 },
  'closes-after-answer': { id: 'CONN-OPEN-01', actual: /^the end of the connection$/, atMost: 115 },
  'resets-filtered': { id: 'STATUS-FILTERED-01', actual: /^(?:a reset|the end of the connection)$/, atMost: 12 },
  'answers-filtered': { id: 'STATUS-FILTERED-01', actual: /^closed id 7 in text$/, atMost: 12 },
  'filtered-holds-back': { id: 'STATUS-FILTERED-01', actual: /^nothing in \d+ ms$/, atMost: 13 },
  'fault-leaves-open': { id: 'ERR-MAGIC-01', actual: /^nothing in \d+ ms$/, atMost: 45 },
  'one-at-a-time': { id: 'CONN-SLOW-01', actual: /^nothing in \d+ ms$/, atMost: 12 },
  'end-answered': { id: 'END-ANSWERS-01', actual: /^closed id 2 in text$/, atMost: 16 },
  'line-feed-accepted': { id: 'TEXT-LINEFEEDS-01', actual: /^open /, atMost: 8 },
  'last-fault': { id: 'ERR-FIRST-TYPE-01', actual: /^error bad-/, atMost: 55 },
  'get-in-text': { id: 'ERR-GET-01', actual: /^open /, atMost: 6 },
  'repeated-field-accepted': { id: 'TEXT-FIELD-TWOIDS-01', actual: /^open /, atMost: 18 },
  'utf8-unchecked': { id: 'ERR-BODY-01', actual: /^open /, atMost: 20 },
  'limit-restarted': { id: 'ERR-TIMEOUT-01', actual: /^nothing in \d+ ms$/, atMost: 8 },
};

export interface PythonRunOptions extends PythonPeerOptions {
  readonly mode?: 'direct';
  /** Patterns of cases; all where there are none. */
  readonly run?: readonly string[];
  /** Leaves out what waits until the target has closed a connection that we keep open, 2 s each. */
  readonly isBrief?: true;
  readonly dialer?: Dialer;
  /** Puts the target elsewhere, as behind a proxy, before it is asked. */
  readonly place?: (profile: TargetProfile) => Promise<TargetProfile>;
}

export async function runAgainstPython({
  mode,
  run = [],
  isBrief,
  dialer = tcpDialer,
  place = async (profile) => profile,
  ...peer
}: PythonRunOptions): Promise<SuiteRun> {
  const profile = await place(await startPythonPeer(peer));
  const { cases } = selectCases(suite, { run, skip: [] });
  const played = isBrief ? cases.filter(({ one }) => waitOf(one, {}) === 0) : cases;
  return runSuite(played, {
    dialer,
    clock: nodeClock,
    profile: mode === undefined ? profile : { ...profile, agent: undefined, closed: [], filtered: [] },
    random: new CounterRandom(1),
  });
}

/** The ids of the cases that are not as they should be, with what they report. */
export function failuresOf(results: readonly CaseResult[]): string[] {
  return results
    .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'unsupported')
    .map(({ id, verdict, reason, evidence }) => `${id} ${verdict}: ${evidence?.actual ?? reason}`);
}
