import { type FileHandle, open } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { Recording } from '../engines/recording.ts';
import type { RunBegan, TimelineEvent, TimelineSink } from '../results/timeline.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { type CommandError, usageError } from './exit-code.ts';
import { unwritable } from './report-files.ts';

/** What `--trace` asks for: timelines in a file, as JSON lines or as pcapng. */
export interface Trace {
  /** Takes the events of one timeline after the other; undefined where nothing is asked for. */
  readonly sink?: TimelineSink;

  /** Writes what is not written yet; gives why that cannot be done. */
  close(): Promise<CommandError | undefined>;
}

export interface TraceOptions {
  /** What asks for it, as the user wrote it. */
  readonly option?: '--trace' | '--pcap';
  /** In pcapng, a comment at the first packet of every connection of a timeline. */
  readonly noteOf?: (run: RunBegan) => string;
}

/**
 * Opens the file, for `--pcap` or where its name ends so as pcapng: then each timeline is a section of its own.
 *
 * @throws {CommandError} where the file cannot be written
 */
export async function openTrace(
  file: string | undefined,
  { option = '--trace', noteOf }: TraceOptions = {},
): Promise<Trace> {
  if (file === undefined) return { close: async () => undefined };
  if (/\.pcap$/i.test(file)) throw usageError(`${option} writes pcapng, which is not pcap: name the file ${file}ng`);
  const handle = await open(file, 'w').catch((error: NodeJS.ErrnoException) => {
    throw unwritable(file, error, 'nothing was sent');
  });
  const isCapture = option === '--pcap' || /\.pcapng$/i.test(file);
  const { sink, end } = isCapture ? await intoCapture(handle, noteOf) : await intoLines(handle);
  return {
    sink,
    close: () =>
      end().then(
        () => undefined,
        (error) => unwritable(file, error, 'the results stand on standard output'),
      ),
  };
}

/** Begins a timeline now, for all who want to know of it. Where nobody does it is undefined, and nothing costs anything. */
export function beginRecording(
  run: { readonly name: string; readonly seed: number },
  ...sinks: readonly (TimelineSink | undefined)[]
): Recording | undefined {
  const there = sinks.filter((sink) => sink !== undefined);
  if (there.length === 0) return undefined;
  const tell = (event: TimelineEvent) => {
    for (const sink of there) sink(event);
  };
  return new Recording(nodeClock, tell, { ...run, wallClock: new Date().toISOString() });
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
async function intoCapture(handle: FileHandle, noteOf?: TraceOptions['noteOf']): Promise<Destination> {
  const { toPcapng } = await import('../report/pcapng.ts');
  const timelines: TimelineEvent[][] = [];
  return {
    sink(event) {
      if (event.kind === 'began') timelines.push([]);
      timelines.at(-1)?.push(event);
    },
    end: async () => {
      try {
        // A file of several sections is their files one after the other.
        for (const timeline of timelines) {
          const [began] = timeline;
          await handle.writeFile(toPcapng(timeline, began?.kind === 'began' ? noteOf?.(began) : undefined));
        }
      } finally {
        await handle.close();
      }
    },
  };
}
