import { expect, it } from 'vitest';
import type { HostResult, PortResult } from '../results/scan.ts';
import type { EarlierPart } from './earlier-part.ts';
import { FollowUps } from './follow-ups.ts';
import { HostTally } from './host-tally.ts';
import { InquiryBook } from './inquiry-book.ts';
import { ResultBook } from './result-book.ts';
import type { ScanPlan } from './scan-plan.ts';
import { takeOver } from './take-over.ts';

const hosts = ['127.0.0.1', '127.0.0.2'];
const plan: ScanPlan = { mode: 'list', method: 'psap', hosts, ports: [21, 22], information: true, retries: 1 };

const port = (host: string, number: number, state: 'open' | 'closed'): PortResult => ({
  host,
  port: number,
  state,
  reason: state === 'open' ? 'syn-ack' : 'refused',
  elapsedMs: 1,
  attempts: 1,
});
const found = (address: string, ports: readonly PortResult[]): HostResult => ({
  address,
  up: true,
  ports,
  summary: { open: 0, closed: 0, filtered: 0, error: 0 },
});

function take(earlier: Omit<EarlierPart, 'elapsedMs'>) {
  const books = {
    book: new ResultBook(plan.hosts, plan.ports),
    tally: new HostTally(2, 2),
    followUps: new FollowUps(plan),
    inquiries: new InquiryBook(4),
  };
  const left = takeOver({ elapsedMs: 5, ...earlier }, plan, books);
  const result = books.book.toResult({
    mode: 'list',
    probe: 'psap',
    engine: '',
    seed: 1,
    elapsedMs: 5,
    complete: false,
  });
  return { ...books, left, result };
}

it('leaves what was not decided, and enters what was', () => {
  const earlier = [found(hosts[1]!, [port(hosts[1]!, 21, 'closed')])];
  const { left, tally, result } = take({ hosts: earlier, unanswered: [] });
  expect([0, 1, 2, 3].map(left.isDecided)).toEqual([false, false, true, false]);
  expect([tally.undecidedOf(0), tally.undecidedOf(1)]).toEqual([2, 1]);
  expect(result.hosts.map(({ up, ports }) => [up, ports.length])).toEqual([
    [null, 0],
    [true, 1],
  ]);
});

it('is finished with a host of which everything is known', () => {
  const earlier = [found(hosts[0]!, [port(hosts[0]!, 21, 'closed'), port(hosts[0]!, 22, 'open')])];
  const { left, tally, followUps } = take({ hosts: earlier, unanswered: [] });
  expect([left.isFinished(0), left.isFinished(1), tally.isFinished]).toEqual([true, false, false]);
  expect(followUps.systemPortOf(0)).toBe(22);
});

it('asks again what was not answered, and publishes the port only then', () => {
  const earlier = [found(hosts[0]!, [port(hosts[0]!, 21, 'open'), port(hosts[0]!, 22, 'open')])];
  const unanswered = [
    { question: 'port', host: hosts[0]!, port: 22 },
    { question: 'os', host: hosts[0]!, port: 21 },
  ] as const;
  const { left, inquiries, result } = take({ hosts: earlier, unanswered });
  expect(left.isFinished(0)).toBe(false);
  expect(left.inquiriesOf(0).map((index) => inquiries.get(index)?.question)).toEqual(['port', 'os']);
  expect(left.inquiriesOf(1)).toEqual([]);
  expect(result.hosts[0]!.ports.map((each) => each.port)).toEqual([21]);
});
