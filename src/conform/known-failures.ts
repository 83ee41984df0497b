import { z } from 'zod';
import type { CaseResult } from '../results/conform.ts';
import type { Diagnostic, Place } from '../source/diagnostic.ts';
import { suggest } from '../source/suggest.ts';
import { YamlSource } from '../source/yaml-source.ts';
import type { Case } from './case.ts';
import { isCalled } from './select-cases.ts';

/**
 * Failures that are known: a baseline that a run is held to. Each entry says why, and may pin how the case fails; one
 * whose case passes, or fails in another way, is told of at its place in the file.
 */

/** Stands for a reason in files that a run wrote; nobody has said one yet. */
export const UNSAID_REASON = 'TODO';

const knownFile = z.array(
  z.strictObject({
    /** The id of a case, or a name that it had, with `*` and `?` as `--run` takes them: all of those fail. */
    id: z.string().min(1),
    reason: z.string().regex(/\S/, { error: 'say why it fails' }),
    /** How it fails: in texts `*` is whatever stands there. */
    pins: z
      .strictObject({
        expected: z.string().exactOptional(),
        actual: z.string().exactOptional(),
        /** Of the first octet that is wrong, in what was received. */
        offset: z.int().min(0).exactOptional(),
      })
      .exactOptional(),
  }),
);

type Entry = z.output<typeof knownFile>[number];

interface Known {
  readonly entry: Entry;
  readonly file: string;
  readonly place: Place;
  readonly pinPlaces: Readonly<Partial<Record<Pin, Place>>>;
}

type Pin = keyof NonNullable<Entry['pins']>;

/**
 * Reads known failures; `file` is its name in diagnostics, `cases` are all that there are.
 *
 * @throws {SourceError} with everything that is wrong with them.
 */
export function loadKnownFailures(text: string, file: string, cases: readonly Case[]): KnownFailures {
  const source = new YamlSource(text, file);
  const entries = source.check(knownFile);
  const byCase = new Map<string, Known>();
  for (const [index, entry] of entries.entries()) {
    const place = source.at([index, 'id']);
    if (entry.reason.trim().startsWith(UNSAID_REASON)) {
      const help = 'say why it fails, for whoever reads this next';
      source.report(source.at([index, 'reason']), `nobody has said yet why \`${entry.id}\` fails`, { help });
    }
    const named = cases.filter((one) => isCalled(one, entry.id));
    if (named.length === 0) {
      const meant = suggest(
        entry.id.toUpperCase(),
        cases.map(({ id }) => id),
      );
      const help = meant === undefined ? '`portlab conform --list` says which there are' : `did you mean \`${meant}\`?`;
      source.report(place, `no case is called \`${entry.id}\``, { help });
    }
    const pins = Object.keys(entry.pins ?? {}) as Pin[];
    const pinPlaces = Object.fromEntries(pins.map((pin) => [pin, source.at([index, 'pins', pin])]));
    for (const { id } of named) {
      const first = byCase.get(id);
      if (first === undefined) byCase.set(id, { entry, file, place, pinPlaces });
      else source.report(place, `\`${id}\` stands twice`, { related: { message: 'first here', place: first.place } });
    }
  }
  source.throwIfReported();
  return new KnownFailures(byCase);
}

/** What is known to fail, and what became of it. */
export class KnownFailures {
  readonly #byCase: ReadonlyMap<string, Known>;
  readonly #surprises: Diagnostic[] = [];

  constructor(byCase: ReadonlyMap<string, Known>) {
    this.#byCase = byCase;
  }

  /** What was not as the file says, in the order of the file. */
  get surprises(): readonly Diagnostic[] {
    return this.#surprises.toSorted((one, other) => one.line - other.line || one.column - other.column);
  }

  /** Why a case is known to fail; undefined where it is not. */
  reasonOf(id: string): string | undefined {
    return this.#byCase.get(id)?.entry.reason;
  }

  /** Cases that are known to fail, and are not among these. */
  absentFrom(ids: readonly string[]): string[] {
    return [...this.#byCase.keys()].filter((id) => !ids.includes(id));
  }

  /** The result with the verdict that it has where its failure is known. What nobody could find out stays as it is. */
  judge(result: CaseResult): CaseResult {
    const known = this.#byCase.get(result.id);
    if (known === undefined) return result;
    const where = `${known.file}:${known.place.line}`;
    switch (result.verdict) {
      case 'pass': {
        this.#surprises.push({
          ...known.place,
          message: `\`${result.id}\` passes`,
          help: known.entry.id === result.id ? 'take the entry out' : 'name the cases that fail still',
        });
        const reason = `${where} says that it fails: ${known.entry.reason}`;
        return { ...result, verdict: 'unexpected-pass', reason };
      }
      case 'fail':
      case 'warn': {
        const loose = loosePin(known, result);
        if (loose === undefined) return { ...result, verdict: 'known-failure', reason: known.entry.reason };
        const [pin, pinned, found] = loose;
        this.#surprises.push({
          ...known.pinPlaces[pin]!,
          message: `\`${result.id}\` fails in another way: ${pin} is now ${found}`,
          help: 'see whether that is the same failure; then change the pin',
        });
        return { ...result, reason: `it is known to fail, but not so: ${where} pins ${pin} ${pinned}` };
      }
      default:
        return result;
    }
  }
}

/** The first pin that does not hold, what it says, and what was found. */
function loosePin({ entry: { pins = {} } }: Known, { evidence }: CaseResult): [Pin, string, string] | undefined {
  for (const pin of ['expected', 'actual'] as const) {
    const [pinned, found] = [pins[pin], evidence?.[pin] ?? ''];
    if (pinned !== undefined && !textPattern(pinned).test(found)) return [pin, quoted(pinned), quoted(found)];
  }
  const offset = evidence?.received?.mark?.offset;
  if (pins.offset === undefined || pins.offset === offset) return undefined;
  return ['offset', String(pins.offset), offset === undefined ? 'none' : String(offset)];
}

function textPattern(glob: string): RegExp {
  const literals = glob.split('*').map((text) => text.replace(/[.+^${}()|[\]\\?]/g, '\\$&'));
  return new RegExp(`^${literals.join('.*')}$`, 's');
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
