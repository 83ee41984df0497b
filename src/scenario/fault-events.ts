import { formatPortRanges } from '../protocol/port-list.ts';
import type { FaultEvent } from '../results/timeline.ts';
import type { World } from './backend.ts';
import { faultTexts } from './fault-text.ts';
import type { Change, PortBehaviour } from './model.ts';
import { type PortGroup, portGroups } from './port-groups.ts';

/** A fault event whose time is not known yet. */
type FaultTold = Omit<FaultEvent, 'atMs'>;

/** Ports that behave alike for the whole run, and how they do at the moment. */
interface Watched {
  readonly host: string;
  readonly group: PortGroup;
  behaviour: PortBehaviour;
}

/**
 * Tells the faults of a world as events. Ports are named in groups that stay the same for the whole run, so that what ends
 * is said of the same ports as what began.
 */
export class FaultTeller {
  readonly #watched: readonly Watched[];

  constructor({ hosts, timeline }: World) {
    this.#watched = hosts.flatMap((host) =>
      portGroups(host, timeline).map((group) => ({ host: host.name, group, behaviour: group.behaviour })),
    );
  }

  /** What is wrong from the beginning. */
  begin(): FaultTold[] {
    return this.#watched.flatMap((watched) => tell(watched, new Map(), faultsOf(watched)));
  }

  /** What a change begins, changes and ends. */
  change(change: Change): FaultTold[] {
    const changed = this.#watched.filter(({ group }) => group.changes.includes(change));
    return changed.flatMap((watched) => {
      const before = faultsOf(watched);
      watched.behaviour = change.behaviour;
      return tell(watched, before, faultsOf(watched));
    });
  }
}

/** A port may well be closed; it is a fault where it was not closed at first. */
function faultsOf({ group, behaviour }: Watched): ReadonlyMap<string, string> {
  return behaviour.state === 'closed' && group.behaviour.state === 'closed' ? new Map() : faultTexts(behaviour);
}

/** What ends first, so that nobody sees two faults that exclude each other. */
function tell(
  { host, group }: Watched,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): FaultTold[] {
  const ports = formatPortRanges(group.ports);
  const told = (change: FaultEvent['change'], fault: string) =>
    ({ kind: 'fault', change, host, ports, fault }) as const;
  const ends = [...before].filter(([kind]) => !after.has(kind)).map(([, fault]) => told('ends', fault));
  const others = [...after]
    .filter(([kind, fault]) => before.get(kind) !== fault)
    .map(([kind, fault]) => told(before.has(kind) ? 'changes' : 'begins', fault));
  return [...ends, ...others];
}
