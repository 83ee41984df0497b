/** What `portlab decode` produces: plain data, the shape of the JSON document. Offsets count from the first octet. */

/** Some octets, and what they are. The parts of a span cover it without a gap, as do the spans of a block. */
export interface DecodedSpan {
  readonly offset: number;
  readonly length: number;
  /** Two digits an octet, without spaces. */
  readonly hex: string;
  readonly name: string;
  readonly value: string;
  readonly parts?: readonly DecodedSpan[];
}

export interface DecodedEndpoint {
  readonly address: string;
  readonly port: number;
}

export interface DecodedMessage {
  /** Its name: `status-request`, `open`. */
  readonly name: string;
  readonly encoding: string;
  readonly id: number;
  readonly source: DecodedEndpoint;
  readonly destination: DecodedEndpoint;
  /** In hexadecimal. */
  readonly body: string;
}

/** What is wrong, and what would have been right. */
export interface DecodedFault {
  readonly offset: number;
  /** 0 where something is missing. */
  readonly length: number;
  /** The error that a responder answers with; null where it answers with none. */
  readonly code: string | null;
  readonly clause: string;
  readonly expected: string;
  readonly actual: string;
}

interface DecodedStretch {
  readonly offset: number;
  readonly length: number;
  readonly spans: readonly DecodedSpan[];
}

export type DecodedBlock = DecodedStretch &
  (
    | { readonly kind: 'message'; readonly message: DecodedMessage; readonly remarks: readonly DecodedFault[] }
    | { readonly kind: 'violation'; readonly violation: DecodedFault }
    | {
        readonly kind: 'unfinished';
        readonly encoding: string;
        readonly missing: { readonly octets: number; readonly exact: boolean };
      }
    | { readonly kind: 'unread' }
  );

export interface DecodeResult {
  /** The file, `standard input` or `argument`. */
  readonly input: string;
  readonly octets: number;
  /** They cover the octets without a gap. */
  readonly blocks: readonly DecodedBlock[];
  /** What may help, where the input is perhaps not what was meant. */
  readonly hints: readonly string[];
  readonly summary: {
    readonly messages: number;
    readonly violations: number;
    readonly unfinished: number;
    readonly remarks: number;
    readonly unreadOctets: number;
  };
}
