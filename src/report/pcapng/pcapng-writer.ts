/** A packet to be written. */
export interface CapturedPacket {
  /** Microseconds since 1970. */
  readonly atUs: number;
  /** From the IP header on. */
  readonly octets: Uint8Array;
  /** Seen from the scanner. */
  readonly direction: 'inbound' | 'outbound';
  /** For people; Wireshark shows them above the packet. */
  readonly comments: readonly string[];
}

/** The packets begin with an IP header, version 4 or 6. */
const LINKTYPE_RAW = 101;

const blockType = { sectionHeader: 0x0a0d_0d0a, interfaceDescription: 1, enhancedPacket: 6 } as const;
/** The codes of options; all but the first two count within their block alone. */
const option = { end: 0, comment: 1, application: 4, interfaceName: 2, packetFlags: 2 } as const;

const BYTE_ORDER_MAGIC = 0x1a2b_3c4d;
const UNKNOWN_LENGTH = 0xffff_ffff;
/** An option holds no more; a text that is longer is cut. */
const LONGEST_OPTION = 0xffff;

/**
 * Writes a pcapng file (draft-ietf-opsawg-pcapng), little-endian: a section, its one interface, packets. Every block is
 * padded to four octets and has its length at both ends.
 */
export class PcapngWriter {
  #octets = new Uint8Array(65_536);
  #view = new DataView(this.#octets.buffer);
  #at = 0;
  readonly #encoder = new TextEncoder();

  /** Times are microseconds, which is the default; packets are never cut. */
  constructor(application: string, comments: readonly string[]) {
    const section = this.#open(blockType.sectionHeader);
    // The version, 1.0, then the section's length in two words.
    this.#words(BYTE_ORDER_MAGIC, 1, UNKNOWN_LENGTH, UNKNOWN_LENGTH);
    this.#text(option.application, application);
    for (const comment of comments) this.#text(option.comment, comment);
    this.#close(section);
    const description = this.#open(blockType.interfaceDescription);
    this.#words(LINKTYPE_RAW, 0);
    this.#text(option.interfaceName, application);
    this.#close(description);
  }

  add({ atUs, octets, direction, comments }: CapturedPacket): void {
    const block = this.#open(blockType.enhancedPacket);
    this.#words(0, Math.floor(atUs / 2 ** 32), atUs % 2 ** 32, octets.length, octets.length);
    this.#padded(octets);
    this.#words((4 << 16) | option.packetFlags, direction === 'inbound' ? 1 : 2);
    for (const comment of comments) this.#text(option.comment, comment);
    this.#close(block);
  }

  /** The file as it is now. */
  get file(): Uint8Array {
    return this.#octets.subarray(0, this.#at);
  }

  /** Begins a block; its length is filled in when it is closed. */
  #open(type: number): number {
    const start = this.#at;
    this.#words(type, 0);
    return start;
  }

  #close(start: number): void {
    this.#words(option.end, 0);
    const length = this.#at - start;
    this.#view.setUint32(start + 4, length, true);
    this.#view.setUint32(this.#at - 4, length, true);
  }

  #text(code: number, value: string): void {
    const whole = this.#encoder.encode(value);
    let { length } = whole;
    if (length > LONGEST_OPTION) {
      length = LONGEST_OPTION;
      // Not in the middle of a character: the octets that follow its first begin with the bits 10.
      while ((whole[length]! & 0xc0) === 0x80) length -= 1;
    }
    this.#words((length << 16) | code);
    this.#padded(whole.subarray(0, length));
  }

  #words(...values: readonly number[]): void {
    this.#reserve(4 * values.length);
    for (const value of values) {
      this.#view.setUint32(this.#at, value, true);
      this.#at += 4;
    }
  }

  #padded(octets: Uint8Array): void {
    const length = Math.ceil(octets.length / 4) * 4;
    this.#reserve(length);
    this.#octets.set(octets, this.#at);
    this.#at += length;
  }

  #reserve(length: number): void {
    if (this.#at + length <= this.#octets.length) return;
    const larger = new Uint8Array(2 * (this.#octets.length + length));
    larger.set(this.#octets);
    this.#octets = larger;
    this.#view = new DataView(larger.buffer);
  }
}
