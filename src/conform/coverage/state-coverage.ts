import type { HostView, Responder } from '../../protocol/responder-machine.ts';
import { defaultResponderTimers } from '../../protocol/responder-machine.ts';
import {
  type RowCoverage,
  type RowFault,
  type RowVerdict,
  rowVerdicts,
  type StateCoverage,
} from '../../results/state-coverage.ts';
import type { TimelineEvent } from '../../results/timeline.ts';
import { readHex } from '../../source/hex-text.ts';
import type { MachineTable, Row } from '../../source/machine-table.ts';
import type { Patience } from '../patience.ts';
import type { TargetProfile } from '../profile.ts';
import type { CaseRun } from '../run-case.ts';
import { ConnectionReplay, type Taken } from './replay-connection.ts';
import { whyNotReached, whyUnseen } from './why-not.ts';

/** Gathers from the runs of cases which rows of the responder's table the target was seen in. */

const MOST_FAULTS = 3;

interface Tally {
  times: number;
  right: number;
  readonly faults: RowFault[];
}

export class StateCoverageBook {
  readonly #table: MachineTable;
  readonly #profile: TargetProfile;
  readonly #tallies = new Map<Row, Tally>();

  /** `table` is that of the responder machine. */
  constructor(table: MachineTable, profile: TargetProfile) {
    this.#table = table;
    this.#profile = profile;
  }

  /** Takes in one run of the case with this id. */
  add(id: string, run: CaseRun, patience: Patience): void {
    const hasFailed = run.finding?.kind === 'broken';
    for (const taken of replayRun(run.timeline, this.#table, this.#profile, patience))
      this.#count(id, taken, hasFailed);
  }

  result(): StateCoverage {
    const rows = [...this.#table.begins, ...this.#table.rows].map((row) => this.#cover(row));
    const summary = rowVerdicts.map((verdict) => [verdict, rows.filter((row) => row.verdict === verdict).length]);
    return {
      states: Object.keys(this.#table.states),
      rows,
      summary: Object.fromEntries(summary) as Record<RowVerdict, number>,
    };
  }

  /** What a case allows that passed is not wrong, such as dropping a peer that does not take its answers. */
  #count(id: string, { row, isRight, fault }: Taken, hasFailed: boolean): void {
    const tally = this.#tallies.get(row) ?? { times: 0, right: 0, faults: [] };
    this.#tallies.set(row, tally);
    tally.times += 1;
    if (fault !== undefined && hasFailed) tally.faults.push({ case: id, ...fault });
    else if (isRight) tally.right += 1;
  }

  #cover(row: Row): RowCoverage {
    const { state, event, guard, next, clause } = row;
    const { times, right, faults } = this.#tallies.get(row) ?? { times: 0, right: 0, faults: [] };
    const verdict = faults.length > 0 ? 'wrong' : right > 0 ? 'right' : times > 0 ? 'unseen' : 'not-reached';
    const words = guard.map((each) => (each.holds ? each.guard : `not ${each.guard}`)).join(' and ');
    return {
      ...(state !== undefined && { state }),
      event,
      ...(words !== '' && { guard: words }),
      next,
      clauses: clause,
      verdict,
      times,
      ...(verdict === 'unseen' && { reason: whyUnseen(row) }),
      ...(verdict === 'not-reached' && { reason: whyNotReached(row, this.#profile) }),
      ...(faults.length > 0 && { faults: faults.slice(0, MOST_FAULTS) }),
    };
  }
}

/** The steps that the target had to take on the connections of a run. */
function replayRun(
  timeline: readonly TimelineEvent[],
  table: MachineTable,
  profile: TargetProfile,
  { answerMs, silenceMs }: Patience,
): Taken[] {
  const dialled = new Map<number, { readonly address: string; readonly port: number }>();
  const replays = new Map<number, ConnectionReplay>();
  for (const event of timeline) {
    if (!('connection' in event)) continue;
    const { atMs, connection } = event;
    const replay = replays.get(connection);
    switch (event.kind) {
      case 'dial':
        dialled.set(connection, event);
        break;
      case 'up': {
        const responder = responderFor(profile, dialled.get(connection)!, event.local);
        if (responder !== undefined) {
          replays.set(connection, new ConnectionReplay(table, responder, profile, atMs));
        }
        break;
      }
      case 'octets':
        if (event.direction === 'sent') replay?.sent(readHex(event.octets, 'a timeline'), atMs);
        else replay?.received(readHex(event.octets, 'a timeline'), atMs);
        break;
      case 'end':
        replay?.finished(atMs);
        break;
      case 'close':
        if (event.by === 'peer') replay?.ended(atMs);
        else if (event.by === 'error') replay?.lost(event.errno ?? 'a loss', atMs);
        else {
          replay?.conclude(atMs, { waitedMs: answerMs, silenceMs });
          replay?.left(atMs);
        }
        break;
    }
  }
  return [...replays.values()].flatMap(({ taken }) => taken);
}

/** The target as the machine sees it, by its profile; undefined where nobody knows whose connection it is. */
function responderFor(
  profile: TargetProfile,
  listener: Responder['local'],
  peer: Responder['peer'],
): Responder | undefined {
  const isListener = (one: typeof listener | undefined) =>
    one?.address === listener.address && one.port === listener.port;
  const isAgent = isListener(profile.agent);
  const served = [...profile.direct].find(([, each]) => isListener(each))?.[0];
  if (!isAgent && served === undefined) return undefined;
  const host: HostView = {
    allows: (_, wants) => !profile.denied.has(wants),
    serves: ({ address, port }) => address === profile.address && (isAgent || port === served),
    stateOf: (port) => (profile.open.includes(port) ? 'open' : profile.filtered.includes(port) ? 'filtered' : 'closed'),
    portAttributes: () => [
      { name: 'SERVICE', value: 'unknown' },
      { name: 'TRANSPORT', value: 'tcp' },
    ],
    osAttributes: () => [{ name: 'OS_FAMILY', value: profile.osFamily ?? 'unknown' }],
  };
  return { host, local: listener, peer, timers: defaultResponderTimers };
}
