import { expandPorts, portRangesOf } from '../protocol/port-list.ts';
import type { PortDescription } from '../respond/profile.ts';
import type { ExpectationResult } from '../results/run.ts';
import { type PortResult, type PortState, portStates, type StateCounts } from '../results/scan.ts';
import { isWithin } from './check-threshold.ts';
import type { PortsExpected, Wanted } from './expect.ts';
import type { CountBound, SummaryExpectation } from './model.ts';
import { portsText } from './ports-text.ts';

/** Holds what scans found to what was expected, in words that a person can check. */

/** Different findings that a person still reads. */
const SHOWN_FINDINGS = 3;

/** Holds what a scan found on the host to what was expected of it. */
export function checkPorts(expected: PortsExpected, found: ReadonlyMap<number, PortResult>): ExpectationResult {
  const text = expectationText(expected);
  const wrong = new Map<string, number[]>();
  for (const port of expandPorts(expected.ports)) {
    const result = found.get(port);
    if (result !== undefined && isAsExpected(expected, result)) continue;
    const finding = foundText(result, expected);
    const alike = wrong.get(finding);
    if (alike === undefined) wrong.set(finding, [port]);
    else alike.push(port);
  }
  if (wrong.size === 0) return { text, passed: true };
  return { text, passed: false, actual: findingsText([...wrong]) };
}

/** The same for a scan that was interrupted: ports that it did not come to leave undecided what the others do not break. */
export function checkPortsSoFar(expected: PortsExpected, found: ReadonlyMap<number, PortResult>): ExpectationResult {
  const result = checkPorts(expected, found);
  const decided = expandPorts(expected.ports).flatMap((port) => found.get(port) ?? []);
  const isBroken = decided.some((port) => !isAsExpected(expected, port));
  return result.passed || isBroken ? result : { ...result, undecided: true };
}

/** `ports 22,80 open (syn-ack)` */
export function expectationText(expected: PortsExpected): string {
  return `${portsText(expected.ports)} ${wantText(expected)}`;
}

/** `ports 22,80 closed (refused); port 443 filtered (no-reply)` */
function findingsText(findings: readonly (readonly [string, readonly number[]])[]): string {
  const shown = findings.slice(0, SHOWN_FINDINGS);
  const others = findings.slice(SHOWN_FINDINGS).reduce((sum, [, ports]) => sum + ports.length, 0);
  const texts = shown.map(([finding, ports]) => {
    return `${portsText(portRangesOf(ports))} ${finding}`;
  });
  if (others > 0) texts.push(`and ${others} more ${others === 1 ? 'port' : 'ports'}`);
  return texts.join('; ');
}

/** Holds a scanner's counts to what was expected of them. */
export function checkSummary(expected: SummaryExpectation, found: StateCounts): ExpectationResult {
  const entries = Object.entries(expected.counts) as [PortState, number][];
  const text = summaryText(expected);
  if (entries.every(([state, count]) => found[state] === count)) return { text, passed: true };
  const told = portStates.filter((state) => expected.counts[state] !== undefined || found[state] > 0);
  return { text, passed: false, actual: told.map((state) => `${found[state]} ${state}`).join(', ') };
}

/** `summary 2 open, 11 filtered` */
export function summaryText({ counts }: SummaryExpectation): string {
  const texts = Object.entries(counts).map(([state, count]) => `${count} ${state}`);
  return `summary ${texts.join(', ')}`;
}

function isAsExpected(expected: Wanted, result: PortResult): boolean {
  const { state, reason, time, attempts, info } = expected;
  return (
    (state === undefined || result.state === state) &&
    (reason === undefined || result.reason === reason) &&
    (attempts === undefined || isWithin(result.attempts, attempts.operator, attempts.limit)) &&
    (time === undefined || isWithin(result.elapsedMs, time.operator, time.limitMs)) &&
    (info === undefined || isInformedAs(info, result.info))
  );
}

function isInformedAs(expected: PortDescription, found: PortDescription | undefined): boolean {
  if (found === undefined) return false;
  return Object.entries(expected).every(([key, value]) => found[key as keyof PortDescription] === value);
}

function wantText({ state, reason, time, attempts, info }: Wanted): string {
  const parts: string[] = [];
  if (state !== undefined) parts.push(state);
  if (reason !== undefined) parts.push(state === undefined ? reason : `(${reason})`);
  if (time !== undefined) parts.push(`in ${time.operator} ${time.limitMs} ms`);
  if (attempts !== undefined) parts.push(attemptsText(attempts.limit, attempts.operator));
  if (info !== undefined) parts.push(`with ${infoText(info, Object.keys(info))}`);
  return parts.join(' ');
}

/** What was found, as far as it was asked for: state and reason always, the rest where something is wanted of it. */
function foundText(result: PortResult | undefined, { time, attempts, info }: Wanted): string {
  if (result === undefined) return 'not decided';
  const parts = [`${result.state} (${result.reason})`];
  if (time !== undefined) parts.push(`in ${result.elapsedMs.toFixed(1)} ms`);
  if (attempts !== undefined) parts.push(attemptsText(result.attempts));
  if (info !== undefined) parts.push(`with ${infoText(result.info, Object.keys(info))}`);
  return parts.join(' ');
}

/** `after 2 attempts`, `after >= 2 attempts` */
function attemptsText(attempts: number, operator: CountBound['operator'] = '=='): string {
  const bound = operator === '==' ? '' : `${operator} `;
  return `after ${bound}${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`;
}

/** `service ssh, no version` */
function infoText(info: PortDescription | undefined, keys: readonly string[]): string {
  if (info === undefined) return 'no information';
  if (keys.length === 0) return 'information';
  return keys
    .map((key) => {
      const value = info[key as keyof PortDescription];
      return value === undefined ? `no ${key}` : `${key} ${value}`;
    })
    .join(', ');
}
