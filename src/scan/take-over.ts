import { type EarlierPart, isUnanswered } from './earlier-part.ts';
import type { FollowUps } from './follow-ups.ts';
import type { HostTally } from './host-tally.ts';
import type { LeftToDo } from './host-turns.ts';
import type { InquiryBook, NewInquiry } from './inquiry-book.ts';
import type { ResultBook } from './result-book.ts';
import type { ScanPlan } from './scan-plan.ts';

/** The books of a scan that has not begun. */
export interface ScanBooks {
  readonly book: ResultBook;
  readonly tally: HostTally;
  readonly followUps: FollowUps;
  readonly inquiries: InquiryBook;
}

/** Enters what an earlier part of the scan found; gives what is left. */
export function takeOver(earlier: EarlierPart, { hosts, ports }: ScanPlan, books: ScanBooks): LeftToDo {
  const { book, tally, followUps, inquiries } = books;
  const hostNumbers = new Map(hosts.map((address, host) => [address, host]));
  const portPlaces = new Map(ports.map((port, place) => [port, place]));
  const decided = new Uint8Array(hosts.length * ports.length);
  const toAsk = new Map<number, number[]>();
  const inquire = (inquiry: NewInquiry): void => {
    tally.opened(inquiry.host);
    toAsk.set(inquiry.host, [...(toAsk.get(inquiry.host) ?? []), inquiries.open(inquiry)]);
  };
  const isToInform = isUnanswered(earlier);
  for (const { address, up, os, ports: results } of earlier.hosts) {
    const host = hostNumbers.get(address)!;
    if (up === true) book.markUp(host);
    if (os !== undefined) book.addOs(host, os);
    for (const result of results) {
      const { port } = result;
      decided[host * ports.length + portPlaces.get(port)!] = 1;
      tally.decided(host);
      tally.closed(host);
      followUps.noteVerdict(host, result);
      if (isToInform(result)) inquire({ question: 'port', host, port, verdict: result });
      else book.add(host, result);
    }
  }
  for (const { question, host, port } of earlier.unanswered) {
    if (question === 'os') inquire({ question, host: hostNumbers.get(host)!, port });
  }
  return {
    isDecided: (index) => decided[index] === 1,
    isFinished: (host) => tally.isFinishedWith(host),
    inquiriesOf: (host) => toAsk.get(host) ?? [],
  };
}
