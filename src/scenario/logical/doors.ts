import { CannotRealiseError } from '../../faults/cannot-realise-error.ts';
import { openSaturatedListener } from '../../faults/saturated-listener.ts';
import { formatPortRanges, mergePortRanges } from '../../protocol/port-list.ts';
import type { Dialer, ListenerFactory, SocketAddress } from '../../runtime/connection.ts';
import type { Diagnostic, Place } from '../../source/diagnostic.ts';
import { RealisationError } from '../backend.ts';
import type { Host } from '../model.ts';
import { Relay } from './relay.ts';
import type { Machine } from './servable.ts';

/** A logical port that something has to listen on. */
interface Wanted {
  readonly at: SocketAddress;
  readonly kind: 'port' | 'agent' | 'filtered';
  readonly place: Place;
}

export interface DoorParts {
  readonly listeners: ListenerFactory;
  readonly dialer: Dialer;
  readonly machine: Machine;
}

/** Where the doors lead, once the world behind them is up. */
export type Inside = (target: SocketAddress, kind: 'port' | 'agent') => SocketAddress;

/** So many backlogs are filled at once. */
const AT_ONCE = 32;

/** The ports of hosts at their own addresses. A closed port has none. */
export class Doors {
  readonly #parts: DoorParts;
  readonly #relays: Relay[] = [];
  readonly #closers: (() => Promise<void>)[] = [];
  #inside: Inside | undefined;

  constructor(parts: DoorParts) {
    this.#parts = parts;
  }

  /** Opens all of them. Rejects with a RealisationError that has all that cannot be; close it then too. */
  async open(hosts: readonly Host[]): Promise<void> {
    const wanted = hosts.flatMap(doorsOf);
    const failures: [Wanted, unknown][] = [];
    const queue = wanted.values();
    const work = async () => {
      for (const door of queue) await this.#open(door).catch((error: unknown) => failures.push([door, error]));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (failures.length > 0) throw new RealisationError(explain(failures, this.#parts.machine));
  }

  /** Leads whoever connects from now on into the world. */
  leadTo(inside: Inside): void {
    this.#inside = inside;
  }

  async close(): Promise<void> {
    await Promise.all(this.#closers.splice(0).map((close) => close()));
    for (const relay of this.#relays) relay.close();
  }

  async #open({ at, kind }: Wanted): Promise<void> {
    if (kind === 'filtered') {
      const { close } = await openSaturatedListener({ host: at.address, port: at.port });
      this.#closers.push(close);
      return;
    }
    const relay = new Relay(this.#parts.dialer, () => this.#inside!(at, kind));
    // Nobody is let in before there is something to meet.
    const listener = await this.#parts.listeners.listen(at, (connection) =>
      this.#inside === undefined ? undefined : relay.accept(connection),
    );
    this.#relays.push(relay);
    this.#closers.push(() => listener.close());
  }
}

function doorsOf({ address, agent, ports }: Host): Wanted[] {
  const doors: Wanted[] = [];
  if (agent !== undefined) doors.push({ at: { address, port: agent.port }, kind: 'agent', place: agent.place });
  for (const { first, last, value } of ports) {
    const { state } = value.behaviour;
    if (state === 'closed') continue;
    for (let port = first; port <= last; port++) {
      if (port === agent?.port) continue;
      doors.push({ at: { address, port }, kind: state === 'filtered' ? state : 'port', place: value.place });
    }
  }
  return doors;
}

/** One diagnostic for the ports of one place that fail for the same reason. */
function explain(failures: readonly (readonly [Wanted, unknown])[], machine: Machine): Diagnostic[] {
  const groups = new Map<string, { readonly door: Wanted; readonly error: unknown; readonly ports: number[] }>();
  for (const [door, error] of failures) {
    const code = codeOf(error);
    if (code === undefined && !(error instanceof CannotRealiseError)) throw error;
    const { file, line, column } = door.place;
    const key = JSON.stringify([file, line, column, door.at.address, code]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { door, error, ports: [door.at.port] });
    else group.ports.push(door.at.port);
  }
  return [...groups.values()].map(({ door, error, ports }) => {
    const list = formatPortRanges(mergePortRanges(ports.map((port) => ({ first: port, last: port }))));
    const subject = `${ports.length === 1 ? 'port' : 'ports'} ${list} of ${door.at.address}`;
    return { ...door.place, ...explainFailure(subject, Math.min(...ports), error, machine) };
  });
}

function explainFailure(
  subject: string,
  lowest: number,
  error: unknown,
  { lowestUnprivilegedPort = 1_024 }: Machine,
): Pick<Diagnostic, 'message' | 'help'> {
  switch (codeOf(error)) {
    case undefined:
      return { message: (error as Error).message };
    case 'EACCES':
      return {
        message: `${subject} cannot be listened on: below ${lowestUnprivilegedPort} it takes a privilege`,
        help: `choose higher ports, or allow these: sysctl -w net.ipv4.ip_unprivileged_port_start=${lowest}`,
      };
    case 'EADDRINUSE':
      return {
        message: `${subject} cannot be listened on: something does already, there or at every address`,
        help: 'end that (ss -ltnp shows it), or choose another port or address',
      };
    case 'EADDRNOTAVAIL':
      return {
        message: `${subject} cannot be listened on: this system has no such address`,
        help: 'choose an address that it has, or add this one to its loopback interface',
      };
    default:
      return { message: `${subject} cannot be listened on: ${(error as Error).message}` };
  }
}

/** The errno of a system call; the codes of node's own errors begin with ERR_. */
function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^E(?!RR_)/.test(code) ? code : undefined;
}
