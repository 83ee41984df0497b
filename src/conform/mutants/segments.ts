import { Decoder } from '../../protocol/decoder.ts';
import { copyMessage, type Message } from '../../protocol/message.ts';
import type { ResponderParts } from '../../respond/responder-connection.ts';
import { family, type Mutant } from './mutant.ts';
import { stepping } from './steps.ts';

/** Responders whose answers depend on how the octets were cut into reads. */

type RequestDecoder = ReturnType<ResponderParts['createDecoder']>;

/** A decoder that begins anew with each read. */
class PerRead implements RequestDecoder {
  protected decoder = new Decoder('requests');

  push(octets: Uint8Array): void {
    this.decoder = new Decoder('requests');
    this.decoder.push(octets);
  }

  next(): Message | undefined {
    return this.decoder.next();
  }

  get violation() {
    return this.decoder.violation;
  }

  get begun() {
    return this.decoder.begun;
  }

  get keptOctets(): number {
    return this.decoder.keptOctets;
  }

  detach(): void {
    this.decoder.detach();
  }
}

/** Gives one message of each read, and drops what follows it. */
class OnePerRead extends PerRead {
  #given = false;

  override push(octets: Uint8Array): void {
    if (this.decoder.begun === undefined) this.decoder = new Decoder('requests');
    this.decoder.push(octets);
    this.#given = false;
  }

  override next(): Message | undefined {
    if (this.#given) return undefined;
    const message = super.next();
    this.#given = message !== undefined;
    return message;
  }
}

/** Drops a message that has begun, once another read has not finished it. */
class TwoReads extends PerRead {
  #reads = 0;

  override push(octets: Uint8Array): void {
    this.#reads = this.decoder.begun === undefined ? 0 : this.#reads + 1;
    if (this.#reads > 1) this.decoder = new Decoder('requests');
    this.decoder.push(octets);
  }
}

/** Takes a read that holds no blank line for what follows one. */
class WholeHeaders extends PerRead {
  override push(octets: Uint8Array): void {
    const isText = octets[0] === 0x50 && this.decoder.begun === undefined;
    if (isText && !String.fromCharCode(...octets.subarray(0, 2_048)).includes('\r\n\r\n')) return;
    this.decoder.push(octets);
  }
}

/** Takes a binary message to come in one read. */
class WholeBinary extends PerRead {
  override push(octets: Uint8Array): void {
    if (octets[0] === 0x89 && octets.length < 48 && this.decoder.begun === undefined) return;
    this.decoder.push(octets);
  }
}

/** Takes the first octet of each read for the encoding of what follows. */
class EncodingPerConnection extends PerRead {
  #isBinary: boolean | undefined;

  override push(octets: Uint8Array): void {
    this.#isBinary ??= octets[0] === 0x89;
    if (this.decoder.begun === undefined && (octets[0] === 0x89) !== this.#isBinary && octets.length > 1) return;
    this.decoder.push(octets);
  }
}

/** Does not read on in octets that came with a whole message. */
class OneWaiting extends PerRead {
  #held: Uint8Array | undefined;

  override push(octets: Uint8Array): void {
    this.#held = undefined;
    this.decoder.push(octets);
  }

  override next(): Message | undefined {
    if (this.#held !== undefined) return undefined;
    const message = super.next();
    if (message !== undefined) this.#held = message.body;
    return message;
  }
}

/** Tells of a fault when more octets come. */
class LateFaults extends PerRead {
  #pushes = 0;
  #seenAt: number | undefined;

  override push(octets: Uint8Array): void {
    this.#pushes += 1;
    this.decoder.push(octets);
  }

  override get violation() {
    if (this.decoder.violation !== undefined) this.#seenAt ??= this.#pushes;
    return this.#seenAt !== undefined && this.#pushes > this.#seenAt ? this.decoder.violation : undefined;
  }
}

/** Gives an `end` behind all else that came with it. */
class EndLast extends PerRead {
  #messages: Message[] = [];

  override push(octets: Uint8Array): void {
    this.decoder.push(octets);
    for (let message = this.decoder.next(); message !== undefined; message = this.decoder.next()) {
      this.#messages.push(copyMessage(message));
    }
    const isEnd = ({ name }: Message) => name === 'end';
    this.#messages = [...this.#messages.filter((one) => !isEnd(one)), ...this.#messages.filter(isEnd)];
  }

  override next(): Message | undefined {
    return this.#messages.shift();
  }
}

/** Takes the read after a fault for the beginning of a message. */
class AnewAfterFault extends PerRead {
  override push(octets: Uint8Array): void {
    if (this.decoder.violation !== undefined) this.decoder = new Decoder('requests');
    this.decoder.push(octets);
  }
}

const by = (Kind: new () => RequestDecoder) => ({ parts: { createDecoder: () => new Kind() } });

export const segmentMutants: readonly Mutant[] = family('segment', {
  'a message a read': ['It takes each read for whole messages.', 'ERR-22 CONN-6', by(PerRead)],
  'one message a read': ['It drops what follows the first message of a read.', 'CONN-2 CONN-6 ERR-22', by(OnePerRead)],
  'two reads a message': ['It drops a message that comes in more than two reads.', 'ERR-22', by(TwoReads)],
  'a text header in its first read': [
    'It drops the beginning of a text header that is not whole.',
    'ERR-22 TEXT-2',
    by(WholeHeaders),
  ],
  'a binary header in its first read': [
    'It drops the beginning of a binary header that is not whole.',
    'ERR-22 BIN-1',
    by(WholeBinary),
  ],
  'one encoding a connection': [
    'It takes the encoding of the first message for that of the connection.',
    'CONN-4 BIN-2 ERR-22',
    by(EncodingPerConnection),
  ],
  'an end after its read': ['It answers all that came with an `end` before it closes.', 'END-5', by(EndLast)],
  'a fault a read': [
    'It tells of a fault, does not close, and judges the next read.',
    'CONN-9 ERR-33',
    {
      parts: {
        ...by(AnewAfterFault).parts,
        ...stepping(([next, effects], { state, event }) =>
          event?.kind === 'violation' ? [state, effects.filter(({ kind }) => kind === 'send')] : [next, effects],
        ).parts,
      },
    },
  ],
  'the rest with the next read': [
    'It looks at what follows a message when more octets come.',
    'CONN-2 CONN-5 ERR-22',
    by(OneWaiting),
  ],
  'faults with the next read': [
    'It answers a fault when more octets come, and not where the peer ends its side.',
    'CONN-12 ERR-22 ERR-18',
    by(LateFaults),
  ],
});
