import { formatPortRanges, type PortRange } from '../protocol/port-list.ts';
import type { PortDescription } from '../respond/profile.ts';
import type { ExpectationResult } from '../results/run.ts';
import type { PortResult, PortState, StateCounts } from '../results/scan.ts';
import type { PortsExpected, Wanted } from './expect.ts';
import type { SummaryExpectation, TimeBound } from './model.ts';

/** Holds what scans found to what was expected, in words that a person can check. */

/** Holds what a scan found on the host to what was expected of it. */
export function checkPorts(expected: PortsExpected, found: ReadonlyMap<number, PortResult>): ExpectationResult {
  const text = `${portsText(expected.ports)} ${wantText(expected)}`;
  const wrong: string[] = [];
  let wrongCount = 0;
  for (const { first, last } of expected.ports) {
    for (let port = first; port <= last; port += 1) {
      const result = found.get(port);
      if (result !== undefined && isAsExpected(expected, result)) continue;
      wrongCount += 1;
      if (wrong.length < 3) wrong.push(foundText(port, result, expected));
    }
  }
  if (wrongCount === 0) return { text, passed: true };
  const more = wrongCount > wrong.length ? `, and ${wrongCount - wrong.length} more` : '';
  return { text, passed: false, actual: wrong.join(', ') + more };
}

/** Holds a scanner's counts to what was expected of them. */
export function checkSummary(expected: SummaryExpectation, found: StateCounts): ExpectationResult {
  const entries = Object.entries(expected.counts) as [PortState, number][];
  const text = `summary ${entries.map(([state, count]) => `${count} ${state}`).join(', ')}`;
  if (entries.every(([state, count]) => found[state] === count)) return { text, passed: true };
  return { text, passed: false, actual: entries.map(([state]) => `${found[state]} ${state}`).join(', ') };
}

function isAsExpected(expected: Wanted, result: PortResult): boolean {
  const { state, reason, time, attempts, info } = expected;
  return (
    (state === undefined || result.state === state) &&
    (reason === undefined || result.reason === reason) &&
    (attempts === undefined || result.attempts === attempts) &&
    (time === undefined || isWithin(time, result.elapsedMs)) &&
    Object.entries(info ?? {}).every(([key, value]) => result.info?.[key as keyof PortDescription] === value)
  );
}

function isWithin({ operator, limitMs }: TimeBound, elapsedMs: number): boolean {
  switch (operator) {
    case '<':
      return elapsedMs < limitMs;
    case '<=':
      return elapsedMs <= limitMs;
    case '>':
      return elapsedMs > limitMs;
    case '>=':
      return elapsedMs >= limitMs;
  }
}

/** Ranges that a person still reads. */
const SHOWN_RANGES = 4;

function portsText(ports: readonly PortRange[]): string {
  const count = ports.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  if (count === 1) return `port ${formatPortRanges(ports)}`;
  if (ports.length <= SHOWN_RANGES) return `ports ${formatPortRanges(ports)}`;
  return `ports ${formatPortRanges(ports.slice(0, SHOWN_RANGES - 1))},… (${count} ports)`;
}

function wantText({ state, reason, time, attempts, info }: Wanted): string {
  const parts: string[] = [];
  if (state !== undefined) parts.push(state);
  if (reason !== undefined) parts.push(state === undefined ? reason : `(${reason})`);
  if (time !== undefined) parts.push(`in ${time.operator} ${time.limitMs} ms`);
  if (attempts !== undefined) parts.push(`after ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`);
  if (info !== undefined) parts.push(`with ${infoText(info)}`);
  return parts.join(' ');
}

function foundText(port: number, result: PortResult | undefined, { time, attempts, info }: Wanted): string {
  if (result === undefined) return `port ${port} not decided`;
  const parts = [`port ${port} ${result.state} (${result.reason})`];
  if (time !== undefined) parts.push(`in ${result.elapsedMs.toFixed(1)} ms`);
  if (attempts !== undefined) parts.push(`after ${result.attempts}`);
  if (info !== undefined) parts.push(`with ${infoText(result.info ?? {})}`);
  return parts.join(' ');
}

function infoText(info: PortDescription): string {
  const entries = Object.entries(info);
  return entries.length === 0 ? 'no information' : entries.map(([key, value]) => `${key} ${value}`).join(', ');
}
