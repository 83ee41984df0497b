import { Decoder } from '../../src/protocol/decoder.ts';
import type { Accepts } from '../../src/protocol/header.ts';
import type { Message } from '../../src/protocol/message.ts';

/** Decoders with a bug each, of the kinds that decoders have. */

class ThrowsOnRareOctet extends Decoder {
  override next(): Message | undefined {
    const message = super.next();
    if (message?.body.includes(0x7f)) throw new RangeError('no such character');
    return message;
  }
}

class HangsOnLength extends Decoder {
  override next(): Message | undefined {
    const message = super.next();
    for (let left = message?.body.length ?? 0; left >= 256; left -= left % 3) if (left % 3 === 0) left += 3;
    return message;
  }
}

class ReadsSignedIds extends Decoder {
  override next(): Message | undefined {
    const message = super.next();
    if (message === undefined || message.id < 2 ** 31) return message;
    const { name, encoding, id, source, destination, body } = message;
    return { name, encoding, id: id | 0, source, destination, body };
  }
}

/** Loses an LF that comes by itself, where a text header may end. */
class LosesLineFeed extends Decoder {
  override push(octets: Uint8Array): void {
    super.push(octets[0] === 0x0a && octets.length === 1 && this.begun === 'text' ? octets.subarray(1) : octets);
  }
}

/** Makes room for what is announced. */
class TrustsTheHeader extends Decoder {
  override get keptOctets(): number {
    return this.begun === undefined ? super.keptOctets : 65_536;
  }
}

class AcceptsAnswers extends Decoder {
  constructor(accepts: Accepts) {
    super(accepts === 'requests' ? 'any' : accepts);
  }
}

const forgotten: Uint8Array[] = [];

class KeepsAllItSaw extends Decoder {
  override push(octets: Uint8Array): void {
    forgotten.push(octets.slice());
    super.push(octets);
  }
}

/** What the bug is, the decoder that has it, and the promise that it breaks. */
export const buggyDecoders: readonly (readonly [string, new (accepts: Accepts) => Decoder, string])[] = [
  ['throws on an octet that is rare', ThrowsOnRareOctet, 'throws nothing else'],
  ['hangs on some lengths', HangsOnLength, 'returns'],
  ['reads ids as signed', ReadsSignedIds, 'reads what an answer echoes'],
  ['loses a line feed that comes alone', LosesLineFeed, 'decodes alike however it is cut'],
  ['holds what a header promises', TrustsTheHeader, 'keeps one unfinished message at most'],
  ['accepts answers from scanners', AcceptsAnswers, 'judges as the specification reads'],
  ['keeps all that it ever saw', KeepsAllItSaw, 'memory does not grow'],
];

/** Gives back what a decoder kept. */
export function forget(): void {
  forgotten.length = 0;
}
