/*
 * Run with few descriptors: node --import tsx dial-many.ts PORT COUNT
 * Dials COUNT connections to 127.0.0.1:PORT at once, keeps those that come up, and once something has become of every
 * one of them prints how many ended how: { "connected": 12, "closed EMFILE": 88 }
 */
import { tcpDialer } from '../node/tcp.ts';
import { Journal } from './journal.ts';

const [port, count] = process.argv.slice(2).map(Number) as [number, number];

const journals = Array.from({ length: count }, () => new Journal());
for (const journal of journals) tcpDialer.dial({ address: '127.0.0.1', port }, journal);
if (journals.some((journal) => journal.calls.length > 0)) throw new Error('a handler was called within dial');
await Promise.all(journals.map((journal) => journal.when(() => journal.calls.length > 0)));

const outcomes: Record<string, number> = {};
for (const { calls } of journals) {
  const outcome = calls.join(', ');
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
}
process.stdout.write(JSON.stringify(outcomes), () => process.exit());
