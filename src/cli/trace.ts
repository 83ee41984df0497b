import { type FileHandle, open } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { Recording } from '../engines/recording.ts';
import { RecordingDialer } from '../engines/recording-dialer.ts';
import type { PortResult } from '../results/scan.ts';
import type { TimelineEvent, TimelineSink } from '../results/timeline.ts';
import type { Dialer } from '../runtime/connection.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { type CommandError, environmentError, usageError } from './exit-code.ts';
import { remedy } from './report-files.ts';

/** What `--trace` asks for: the timeline of a run in a file, as JSON lines or as pcapng. */
export interface Trace {
  /** The dialer for a run's connections, which the timeline is to have. */
  dialer(dialer: Dialer): Dialer;

  /** A port has its verdict. */
  decided(result: PortResult): void;

  /** Writes what is not written yet; gives why that cannot be done. */
  close(): Promise<CommandError | undefined>;
}

/** The name that a scanner has in the timeline where nobody gave it one. */
const SCANNER = 'default';

/**
 * Opens the file, pcapng where its name ends so, and begins the timeline. Without a file or a witness nothing is
 * recorded, and nothing costs anything.
 *
 * @param run what was asked for, and its seed
 * @param witness is told what happens as well
 * @throws {CommandError} where the file cannot be written
 */
export async function openTrace(
  file: string | undefined,
  run: { readonly name: string; readonly seed: number },
  witness?: TimelineSink,
): Promise<Trace> {
  if (file === undefined) {
    if (witness === undefined) return { dialer: (dialer) => dialer, decided() {}, close: async () => undefined };
    return { ...record(run, witness), close: async () => undefined };
  }
  if (/\.pcap$/i.test(file)) throw usageError(`--trace writes pcapng, which is not pcap: name the file ${file}ng`);
  const handle = await open(file, 'w').catch((error: NodeJS.ErrnoException) => {
    throw unwritable(file, error, 'nothing was sent');
  });
  const { sink, end } = /\.pcapng$/i.test(file) ? await intoCapture(handle) : await intoLines(handle);
  return {
    ...record(run, (event) => {
      sink(event);
      witness?.(event);
    }),
    close: () =>
      end().then(
        () => undefined,
        (error) => unwritable(file, error, 'the results stand on standard output'),
      ),
  };
}

function record(run: { readonly name: string; readonly seed: number }, sink: TimelineSink): Omit<Trace, 'close'> {
  const recording = new Recording(nodeClock, sink, { ...run, wallClock: new Date().toISOString() });
  return {
    dialer: (dialer) => new RecordingDialer(dialer, recording, SCANNER),
    decided({ host, port, state, reason, attempts, elapsedMs }) {
      recording.add({ kind: 'verdict', scanner: SCANNER, host, port, state, reason, attempts, elapsedMs });
    },
  };
}

/** Where events go, and what is left to do at the end. */
interface Destination {
  readonly sink: TimelineSink;
  end(): Promise<void>;
}

/** Each event as it comes, so that the file has what happened even where the run does not come to its end. */
async function intoLines(handle: FileHandle): Promise<Destination> {
  const { writeTimelineLine } = await import('../report/timeline-jsonl.ts');
  const stream = handle.createWriteStream();
  // From now on, since it may fail long before anybody waits for its end.
  const written = finished(stream);
  written.catch(() => {});
  return {
    sink: (event) => void stream.write(writeTimelineLine(event)),
    end: () => {
      stream.end();
      return written;
    },
  };
}

/** All at the end: packets stand in order of time, and one is about events that come after it. */
async function intoCapture(handle: FileHandle): Promise<Destination> {
  const { toPcapng } = await import('../report/pcapng.ts');
  const timeline: TimelineEvent[] = [];
  return {
    sink: (event) => void timeline.push(event),
    end: async () => {
      try {
        await handle.writeFile(toPcapng(timeline));
      } finally {
        await handle.close();
      }
    },
  };
}

function unwritable(file: string, { code }: NodeJS.ErrnoException, rest: string): CommandError {
  return environmentError(`cannot write ${file} (${code}): ${remedy(code, file)}; ${rest}`);
}
