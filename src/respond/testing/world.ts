import { encodeAttributes } from '../../protocol/attributes.ts';
import { Decoder } from '../../protocol/decoder.ts';
import { encodeMessage } from '../../protocol/encoder.ts';
import { decodeErrorCode } from '../../protocol/error-body.ts';
import { copyMessage, type Encoding, type Message, NO_BODY } from '../../protocol/message.ts';
import { concatenate } from '../../protocol/octets.ts';
import { PortMap } from '../../protocol/port-map.ts';
import { requestMessage } from '../../protocol/request.ts';
import type { Acceptor, Connection, ConnectionHandler, Dialer } from '../../runtime/connection.ts';
import { MemoryNetwork, type MemoryNetworkOptions } from '../../sim/memory-network.ts';
import { VirtualClock } from '../../sim/virtual-clock.ts';
import type { AccessPolicy } from '../access.ts';
import { type ServedPorts, viewProfile } from '../host-view.ts';
import type { HostProfile } from '../profile.ts';
import { Responder, type ResponderOptions } from '../responder.ts';

/** A responder on a network in memory, in virtual time, and scanners that talk to it octet by octet. */

export const HOST = '192.0.2.1';
const AGENT_PORT = 4_545;

/** Open: 22 and 80. Filtered: 8000. Everything else is closed. */
export const profile: HostProfile = {
  address: HOST,
  agentPort: AGENT_PORT,
  os: { family: 'Linux', name: 'Debian GNU/Linux' },
  ports: new PortMap(
    [
      { first: 22, last: 22, value: { state: 'open', info: { service: 'ssh' } } },
      { first: 80, last: 80, value: { state: 'open' } },
      { first: 8_000, last: 8_000, value: { state: 'filtered' } },
    ],
    { state: 'closed' },
  ),
};

/** One way, in milliseconds. A connection comes up for the scanner after 2 ms, for the responder after 3. */
export const LATENCY_MS = 1;

export interface WorldOptions extends Omit<ResponderOptions, 'clock'> {
  readonly profile?: HostProfile;
  readonly served?: ServedPorts;
  readonly policy?: AccessPolicy;
  readonly network?: Pick<MemoryNetworkOptions, 'bufferOctets' | 'segment'>;
  /** Sees each connection that is accepted before the responder does. */
  readonly onAccept?: (connection: Connection) => void;
}

export class World {
  readonly clock = new VirtualClock();
  readonly responder: Responder;
  readonly network: MemoryNetwork;

  constructor(options: WorldOptions = {}) {
    this.responder = new Responder({ ...options, clock: this.clock });
    const view = viewProfile(options.profile ?? profile, options.served ?? 'all', options.policy);
    const accept = this.responder.acceptorFor(view);
    const acceptor: Acceptor = (connection) => {
      options.onAccept?.(connection);
      return accept(connection);
    };
    this.network = new MemoryNetwork({
      clock: this.clock,
      latencyMs: LATENCY_MS,
      poisonViews: true,
      resolve: () => ({ kind: 'accept', acceptor }),
      ...options.network,
    });
  }

  /** A scanner whose connection is up on both sides. */
  async connect(dialer: Dialer = this.network): Promise<Scanner> {
    const scanner = new Scanner(this.clock, dialer);
    await this.clock.advance(3 * LATENCY_MS);
    return scanner;
  }
}

/** Writes down what it is sent: the time since it was told to count, and the message in short. */
export class Scanner implements ConnectionHandler {
  /** `2 open 7`, `2 denied 8`, `30002 end 0`, `2 ended`, `4 closed`, `4 closed ECONNRESET`. */
  readonly log: string[] = [];
  readonly messages: Message[] = [];
  readonly connection: Connection;
  readonly #clock: VirtualClock;
  readonly #decoder = new Decoder('answers');
  #sinceMs = 0;

  constructor(clock: VirtualClock, dialer: Dialer) {
    this.#clock = clock;
    this.connection = dialer.dial({ address: HOST, port: AGENT_PORT }, this);
  }

  /** Sends octets, and counts time from now on. */
  send(...octets: readonly Uint8Array[]): void {
    this.#sinceMs = this.#clock.now();
    this.connection.write(concatenate([...octets, NO_BODY]));
  }

  connected(): void {}

  received(octets: Uint8Array): void {
    this.#decoder.push(octets);
    for (let message = this.#decoder.next(); message !== undefined; message = this.#decoder.next()) {
      this.messages.push(copyMessage(message));
      this.#note(`${describe(message)} ${message.id}`);
    }
    if (this.#decoder.violation !== undefined) this.#note(`unreadable: ${this.#decoder.violation.code}`);
  }

  drained(): void {}

  ended(): void {
    this.#note('ended');
  }

  closed(errno: string | undefined): void {
    this.#note(errno === undefined ? 'closed' : `closed ${errno}`);
  }

  #note(what: string): void {
    this.log.push(`${this.#clock.now() - this.#sinceMs} ${what}`);
  }
}

function describe(message: Message): string {
  const isError = message.name === 'status-error' || message.name === 'refusal';
  return (isError ? decodeErrorCode(message) : undefined) ?? message.name;
}

const SOURCE = { address: '198.51.100.7', port: 40_112 };

/** A status request about a port of the host. */
export function status(id: number, port: number, encoding: Encoding = 'text', address = HOST): Uint8Array {
  const destination = { address, port };
  return encodeMessage(requestMessage({ question: 'status', id, source: SOURCE, destination, encoding }));
}

/** An information request about a port of the host. */
export function information(id: number, port: number, ...wants: string[]): Uint8Array {
  const body = encodeAttributes(wants.map((value) => ({ name: 'WANT', value })));
  const destination = { address: HOST, port };
  return encodeMessage({ name: 'information-request', encoding: 'binary', id, source: SOURCE, destination, body });
}

export function end(id: number, encoding: Encoding = 'text'): Uint8Array {
  const destination = { address: '203.0.113.9', port: 9 };
  return encodeMessage({ name: 'end', encoding, id, source: SOURCE, destination, body: NO_BODY });
}
