import type { MessageSeen, ScenarioReport } from '../../results/run-report.ts';
import type { TimelineEvent } from '../../results/timeline.ts';
import { count, harmless } from '../plain-text.ts';
import { laneEvent, messageEvent } from './lane-events.ts';
import { orderLanes } from './lane-order.ts';
import type { LaneEvent, PortField, Story } from './page-data.ts';

/** Lanes that a page holds for one scenario. */
const MOST_LANES = 120;
/** Events of one lane; of more, the first and the last are kept. */
const MOST_EVENTS = 240;
const LAST_EVENTS = 40;

/** The lanes of a timeline: in a crowd of alike ports a few tell what all of them do. */
export function lanesOf(
  scenario: ScenarioReport,
  timeline: readonly TimelineEvent[],
  fields: readonly PortField[],
): Pick<Story, 'lanes' | 'telling' | 'withoutLane'> {
  const places = new Places(scenario, timeline);
  const { ordered, telling } = orderLanes(places.all, fields);
  const shown = ordered.slice(0, MOST_LANES);
  const chosen = new Map(shown.map((place) => [place, [] as LaneEvent[]]));
  const messages = messagesByEvent(scenario.messages ?? []);
  for (const [index, event] of timeline.entries()) {
    const place = places.of(event);
    if (place === undefined) continue;
    const seen = messages.get(index) ?? [];
    const told = laneEvent(event, seen);
    if (told !== undefined) chosen.get(place)?.push(told);
    if (event.kind !== 'octets') continue;
    for (const message of seen) {
      const about = places.about(place, message);
      if (about !== place) chosen.get(about)?.push(messageEvent(event, message));
    }
  }
  const lanes = shown.map((place) => ({ ...place, events: thinOut(chosen.get(place)!) }));
  return { lanes, telling, withoutLane: ordered.length - lanes.length };
}

/** One object for each, so that they can be compared. */
interface Place {
  readonly scanner: string;
  readonly host: string;
  readonly port: number;
}

/** Which scanner, host and port an event belongs to. */
class Places {
  /** By scanner, host and port. */
  readonly #known = new Map<string, Map<string, Map<number, Place>>>();
  readonly #all: Place[] = [];
  readonly #ofConnection = new Map<number, Place>();
  readonly #hostNames: ReadonlyMap<string, string>;

  constructor({ hosts = [], messages = [] }: ScenarioReport, timeline: readonly TimelineEvent[]) {
    this.#hostNames = new Map(hosts.map(({ name, address }) => [address, name]));
    for (const event of timeline) {
      const place = this.of(event);
      if (place !== undefined && event.kind === 'dial') this.#ofConnection.set(event.connection, place);
    }
    for (const message of messages) {
      const event = timeline[message.event];
      const place = event === undefined ? undefined : this.of(event);
      if (place !== undefined) this.about(place, message);
    }
  }

  get all(): readonly Place[] {
    return this.#all;
  }

  of(event: TimelineEvent): Place | undefined {
    switch (event.kind) {
      case 'began':
      case 'fault':
        return undefined;
      case 'dial':
        return this.#place(event.scanner, this.#hostNames.get(event.address) ?? event.address, event.port);
      case 'verdict':
        return this.#place(event.scanner, this.#hostNames.get(event.host) ?? event.host, event.port);
      default:
        return this.#ofConnection.get(event.connection);
    }
  }

  /** The port that a message is about, which came or went at this place. */
  about(place: Place, { about }: MessageSeen): Place {
    if (about === undefined) return place;
    return this.#place(place.scanner, this.#hostNames.get(about.address) ?? about.address, about.port);
  }

  #place(scanner: string, host: string, port: number): Place {
    const ports = getOrMake(getOrMake(this.#known, scanner), host);
    let place = ports.get(port);
    if (place === undefined) {
      place = { scanner: harmless(scanner), host: harmless(host), port };
      ports.set(port, place);
      this.#all.push(place);
    }
    return place;
  }
}

function getOrMake<K, V>(maps: Map<K, Map<string | number, V>>, key: K): Map<string | number, V> {
  let map = maps.get(key);
  if (map === undefined) maps.set(key, (map = new Map()));
  return map;
}

function messagesByEvent(messages: readonly MessageSeen[]): Map<number, MessageSeen[]> {
  const byEvent = new Map<number, MessageSeen[]>();
  for (const message of messages) {
    const here = byEvent.get(message.event);
    if (here === undefined) byEvent.set(message.event, [message]);
    else here.push(message);
  }
  return byEvent;
}

function thinOut(events: readonly LaneEvent[]): readonly LaneEvent[] {
  if (events.length <= MOST_EVENTS) return events;
  const first = events.slice(0, MOST_EVENTS - LAST_EVENTS - 1);
  const last = events.slice(-LAST_EVENTS);
  const skipped = events.length - first.length - last.length;
  const text = `${count(skipped, 'more event')}, which the trace has`;
  return [...first, { at: events[first.length]!.at, kind: 'skipped', text }, ...last];
}
