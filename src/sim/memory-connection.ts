import { type Connection, type ConnectionHandler, NOT_CONNECTED, type SocketAddress } from '../runtime/connection.ts';
import { silentHandler } from '../runtime/silent-handler.ts';
import { type MemoryLink, MemoryPipe, type PipeReader, type PipeWriter } from './memory-pipe.ts';

/** Two connections that are each other's peer. Neither is up yet. */
export function createPair(
  link: MemoryLink,
  from: SocketAddress,
  to: SocketAddress,
): { dialled: MemoryConnection; accepted: MemoryConnection } {
  const dialled = new MemoryConnection(link, from, to);
  const accepted = new MemoryConnection(link, to, from);
  const there = new MemoryPipe(link, dialled, accepted);
  const back = new MemoryPipe(link, accepted, dialled);
  dialled.join({ peer: accepted, incoming: back, outgoing: there });
  accepted.join({ peer: dialled, incoming: there, outgoing: back });
  return { dialled, accepted };
}

/**
 * One side of a connection within the process. It goes as TCP does: a side that is destroyed while octets are unread
 * resets, else it ends in order and answers octets that come later with a reset. A reset is noticed when it arrives,
 * by a paused side too, which loses its unread octets.
 *
 * Every call of a handler comes from a timer of its own, never from within a method.
 */
export class MemoryConnection implements Connection, PipeReader, PipeWriter {
  local: SocketAddress = NOT_CONNECTED;
  readonly remote: SocketAddress;

  /** Destroyed or closed: the handler is called no more. */
  isGone = false;

  readonly #link: MemoryLink;
  readonly #ownAddress: SocketAddress;
  #wires!: Wires;
  #handler = silentHandler;
  #hasSentEnd = false;
  #hasTakenEnd = false;

  constructor(link: MemoryLink, ownAddress: SocketAddress, remote: SocketAddress) {
    this.#link = link;
    this.#ownAddress = ownAddress;
    this.remote = remote;
  }

  /** Connects this side with the other; once, before anything else. */
  join(wires: Wires): void {
    this.#wires = wires;
  }

  /** Reports to `handler` from now on, unless the connection was destroyed already. */
  handTo(handler: ConnectionHandler): void {
    if (!this.isGone) this.#handler = handler;
  }

  /** The handshake is over for this side: it has its address and sends. */
  establish(): void {
    this.local = this.#ownAddress;
    this.#wires.outgoing.open();
  }

  tellConnected(): void {
    this.#handler.connected(this);
  }

  /** The connection is over, with `errno` or in order. */
  close(errno: string | undefined): void {
    if (this.isGone) return;
    const handler = this.#handler;
    this.#fallSilent();
    handler.closed(errno, this);
  }

  write(octets: Uint8Array): boolean {
    return !this.isGone && this.#wires.outgoing.write(octets);
  }

  end(): void {
    if (!this.isGone) this.#wires.outgoing.end();
  }

  destroy(): void {
    if (this.isGone) return;
    this.#fallSilent();
    if (!this.#isEstablished) return;
    if (this.#wires.incoming.holdsOctets) this.#sendReset();
    else this.#wires.outgoing.abandon();
  }

  reset(): void {
    if (this.isGone) return;
    this.#fallSilent();
    if (this.#isEstablished) this.#sendReset();
  }

  pause(): void {
    this.#wires.incoming.pause();
  }

  resume(): void {
    this.#wires.incoming.resume();
  }

  take(octets: Uint8Array): void {
    this.#handler.received(octets, this);
  }

  takeEnd(): void {
    const endedBefore = this.#hasSentEnd;
    this.#hasTakenEnd = true;
    this.#handler.ended(this);
    if (endedBefore) this.#closeInOrder();
  }

  hasDrained(): void {
    this.#handler.drained(this);
  }

  hasSentEnd(): void {
    this.#hasSentEnd = true;
    if (this.#hasTakenEnd) this.#closeInOrder();
  }

  wasRefused(): void {
    this.#wires.peer.#sendReset();
  }

  get #isEstablished(): boolean {
    return this.local !== NOT_CONNECTED;
  }

  #fallSilent(): void {
    this.isGone = true;
    this.#handler = silentHandler;
  }

  #closeInOrder(): void {
    this.#link.clock.setTimer(0, closeInOrder, this);
  }

  #sendReset(): void {
    this.#link.clock.setTimer(this.#link.latencyMs, takeReset, this.#wires.peer);
  }

  /** The peer's reset has arrived; what it sent before comes first, unless this side is paused. */
  takeReset(): void {
    this.#wires.incoming.handOverHeld();
    this.close('ECONNRESET');
  }
}

/** What a side is connected to. */
interface Wires {
  readonly peer: MemoryConnection;
  readonly incoming: MemoryPipe;
  readonly outgoing: MemoryPipe;
}

function closeInOrder(connection: MemoryConnection): void {
  connection.close(undefined);
}

function takeReset(connection: MemoryConnection): void {
  connection.takeReset();
}
