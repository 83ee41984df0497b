import { expect } from 'vitest';
import type { ExportedConversation, ExportedReceipt } from '../../../tools/vectors/export-conversations.mjs';
import { decodeAttributes } from '../../protocol/attributes.ts';
import { decodeErrorCode } from '../../protocol/error-body.ts';
import { type Message, messageForms } from '../../protocol/message.ts';
import { fromHex } from '../../protocol/testing/decoding.ts';
import type { MemoryNetworkOptions } from '../../sim/memory-network.ts';
import { loadHostProfile } from '../profile-source.ts';
import { defaultLimits } from '../responder.ts';
import { type Scanner, World, type WorldOptions } from './world.ts';

/** Long enough for everything that is on its way to arrive. */
const ARRIVAL_MS = 10;
/** The connection on which a script begins. */
const FIRST = 'first';

/** What a scanner saw and the script has not asked for yet: messages, and ends of the connection. */
class Inbox {
  readonly scanner: Scanner;
  #messages = 0;
  #lines = 0;

  constructor(scanner: Scanner) {
    this.scanner = scanner;
  }

  get unread(): readonly string[] {
    return this.scanner.log.slice(this.#lines);
  }

  nextMessage(): Message {
    // A message's line ends with its id.
    this.#nextLine(/ \d+$/);
    this.#messages += 1;
    return this.scanner.messages[this.#messages - 1]!;
  }

  nextEnd(): void {
    this.#nextLine(/ ended$/);
  }

  nextReset(): void {
    this.#nextLine(/ closed ECONNRESET$/);
  }

  #nextLine(pattern: RegExp): void {
    expect(this.unread[0]).toMatch(pattern);
    this.#lines += 1;
  }
}

/**
 * Plays a conversation of spec/vectors against our responder, over memory and in virtual time, and holds it to what the
 * script asks for. In the end no connection is left, and no timer.
 */
export async function playConversation(
  { responder, script }: ExportedConversation,
  network: Pick<MemoryNetworkOptions, 'segment'>,
): Promise<void> {
  const world = new World({ ...optionsFor(responder), network });
  const inboxes = new Map<string, Inbox>();
  const open = async (name: string): Promise<Inbox> => {
    const inbox = inboxes.get(name) ?? new Inbox(await world.connect());
    inboxes.set(name, inbox);
    await world.clock.advance(ARRIVAL_MS);
    return inbox;
  };

  let inbox = await open(FIRST);
  for (const step of script) {
    const { connection } = inbox.scanner;
    switch (step.do) {
      case 'connection':
        inbox = await open(step.name);
        break;
      case 'send':
        for (const piece of piecesOf(step)) {
          inbox.scanner.send(piece);
          await world.clock.advance(ARRIVAL_MS);
        }
        break;
      case 'receive':
        checkReceipt(inbox.nextMessage(), step, inbox.scanner);
        break;
      case 'silence':
      case 'wait':
        await world.clock.advance(step.ms);
        if (step.do === 'silence') expect(inbox.unread).toEqual([]);
        break;
      case 'finish':
        connection.end();
        await world.clock.advance(ARRIVAL_MS);
        break;
      case 'leave':
        connection.destroy();
        await world.clock.advance(ARRIVAL_MS);
        break;
      case 'closed':
        inbox.nextEnd();
        break;
      case 'reset':
        inbox.nextReset();
        break;
    }
  }

  await world.clock.advance(1_000);
  for (const { unread } of inboxes.values()) {
    expect(unread.filter((line) => !/ (?:ended|closed)$/.test(line))).toEqual([]);
  }
  for (const { scanner } of inboxes.values()) scanner.connection.destroy();
  await world.clock.run();
  expect(world.responder.connectionCount).toBe(0);
  expect(world.clock.pendingTimers).toBe(0);
}

function optionsFor({ mode, port, connections, host }: ExportedConversation['responder']): WorldOptions {
  // JSON is YAML.
  const profile = loadHostProfile(JSON.stringify(host), 'host.json');
  return {
    profile,
    ...(mode === 'direct' && { served: { has: (asked: number) => asked === port } }),
    ...(connections !== undefined && { limits: { ...defaultLimits, connections } }),
    ...(profile.access !== undefined && { policy: profile.access }),
  };
}

function piecesOf({ octets, cut }: Extract<ExportedConversation['script'][number], { do: 'send' }>): Uint8Array[] {
  const whole = fromHex(octets.map(({ hex, times }) => hex.repeat(times)).join(''));
  return [0, ...cut].map((from, index) => whole.subarray(from, cut[index] ?? whole.length));
}

function checkReceipt(
  message: Message,
  { name, code, kind, encoding, id, addresses, attributes }: ExportedReceipt,
  scanner: Scanner,
): void {
  const { local, remote } = scanner.connection;
  const { source, destination } = addresses ?? { source: remote, destination: local };
  expect(message).toMatchObject({ encoding, id, source, destination });
  if (name !== undefined) expect(message.name).toBe(name);
  if (code !== undefined) {
    expect(message.name).toBe(kind === 'GET' ? 'refusal' : 'status-error');
    expect(messageForms[message.name].kind).toBe(kind);
    expect(decodeErrorCode(message)).toBe(code);
  }
  if (attributes !== undefined) expect(decodeAttributes(message.body)).toEqual(expect.arrayContaining(attributes));
}
