import type { PortResult } from '../results/scan.ts';

/** What is asked besides the status of the ports. */
export interface Inquiry {
  /**
   * `port`, `os`: a GET for a port that has its verdict, or for a host. `canary`, `companion`: the status of a port that
   * is known to answer.
   */
  readonly question: 'port' | 'os' | 'canary' | 'companion';
  readonly host: number;
  readonly port: number;
  /** Of a port: published when the GET is over, with what it brought. */
  readonly verdict?: PortResult;
  attempts: number;
  /** The pacing's, of the last attempt. */
  ticket: number;
}

/** One that has not been asked yet. */
export type NewInquiry = Omit<Inquiry, 'attempts' | 'ticket'>;

export function isCanary({ question }: Inquiry): boolean {
  return question === 'canary' || question === 'companion';
}

/** Gives inquiries their indices, which follow those of the ports. */
export class InquiryBook {
  readonly #inquiries = new Map<number, Inquiry>();
  #next: number;

  constructor(ports: number) {
    this.#next = ports;
  }

  get all(): Iterable<Inquiry> {
    return this.#inquiries.values();
  }

  get(index: number): Inquiry | undefined {
    return this.#inquiries.get(index);
  }

  /** Its index. */
  open(inquiry: NewInquiry): number {
    this.#inquiries.set(this.#next, { ...inquiry, attempts: 0, ticket: 0 });
    this.#next += 1;
    return this.#next - 1;
  }

  close(index: number): void {
    this.#inquiries.delete(index);
  }
}
