import type { Case } from '../conform/case.ts';
import type { CaseRun } from '../conform/run-case.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { type CommandError, environmentError } from './exit-code.ts';
import { openTrace } from './trace.ts';

/** What `conform --trace` and `--pcap` write: a timeline for each play of a case, whose beginning has its name. */

export interface ConformTraceOptions {
  readonly trace?: string;
  readonly pcap?: string;
}

export interface ConformTrace {
  /** Takes a play when it is over, so that the plays of cases that run at the same time stand one after the other. */
  add(one: Case, run: CaseRun): void;
  /** Writes what is not written yet; gives why that cannot be done. */
  close(): Promise<CommandError | undefined>;
}

/** @throws {CommandError} where a file cannot be written */
export async function openConformTrace({ trace, pcap }: ConformTraceOptions, seed: number): Promise<ConformTrace> {
  const traces = [
    await openTrace(trace, { noteOf: ({ name }) => name }),
    await openTrace(pcap, { option: '--pcap', noteOf: ({ name }) => name }),
  ];
  const epochMs = Date.now() - nodeClock.now();
  return {
    add({ id }, { beganMs, timeline }) {
      const wallClock = new Date(epochMs + beganMs).toISOString();
      for (const { sink } of traces) {
        sink?.({ atMs: 0, kind: 'began', name: id, seed, wallClock });
        for (const event of timeline) if (event.kind !== 'began') sink?.(event);
      }
    },
    async close() {
      const failures = (await Promise.all(traces.map((one) => one.close()))).filter((one) => one !== undefined);
      return failures.length === 0 ? undefined : environmentError(failures.map(({ message }) => message).join('; '));
    },
  };
}
