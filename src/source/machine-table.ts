import { z } from 'zod';
import { explainWord } from './suggest.ts';
import { YamlSource } from './yaml-source.ts';

/** Reads machines.yaml: both machines as tables, each name in them defined and each cell of them filled. */

/** One row for one state and one event. */
export interface Row {
  /** `exchange waiting message [open-answer]` */
  readonly name: string;
  /** `spec/machines.yaml:42` */
  readonly place: string;
  /** Undefined for a row with which a machine begins. */
  readonly state: string | undefined;
  readonly event: string;
  /** All of these must hold. */
  readonly guard: readonly Condition[];
  readonly next: string;
  /** Variables that take the value that the event brings. */
  readonly sets: readonly string[];
  /** `send error denied`, `set-timer idle-limit`; `<code>` and `<errno>` stand for what the event has. */
  readonly effects: readonly string[];
  readonly clause: readonly string[];
  readonly note: string | undefined;
}

/** A guard that must hold, or must not. */
export interface Condition {
  readonly guard: string;
  readonly holds: boolean;
}

/** What a name means, in words. */
type Words = Readonly<Record<string, string>>;

export interface MachineTable {
  readonly name: MachineName;
  readonly title: string;
  readonly story: string;
  readonly states: Words;
  readonly events: Words;
  readonly variables: Words;
  readonly guards: Words;
  readonly timers: Words;
  readonly messages: Words;
  readonly effects: Words;
  /** Of the exchange machine alone; `verdict` is `open syn-ack`, or undefined where it is no matter of a verdict. */
  readonly outcomes: Readonly<Record<string, { readonly means: string; readonly verdict?: string }>>;
  readonly begins: readonly Row[];
  readonly rows: readonly Row[];
}

export type MachineName = 'exchange' | 'responder';
export type MachineTables = Readonly<Record<MachineName, MachineTable>>;

const words = z.record(z.string(), z.string());
const names = z.union([z.string(), z.array(z.string()).min(1)]).transform((written) => [written].flat());
const beginning = {
  event: z.string(),
  next: z.string(),
  sets: z.array(z.string()).default([]),
  effects: z.array(z.string()),
  clause: z.array(z.string()).min(1),
  note: z.string().optional(),
};
const row = z.strictObject({ ...beginning, state: names, event: names, guard: z.string().optional() });

const machine = z.strictObject({
  title: z.string(),
  story: z.string(),
  states: words,
  events: words,
  variables: words,
  guards: words,
  timers: words,
  messages: words,
  effects: words,
  outcomes: z
    .record(z.string(), z.strictObject({ means: z.string(), verdict: z.string().exactOptional() }))
    .default({}),
  begins: z.array(z.strictObject(beginning)),
  rows: z.array(row),
});

/**
 * Reads the tables from YAML; `file` is its name in diagnostics.
 *
 * @throws {SourceError} with everything that is wrong: a name without a definition, a definition that nothing uses, a
 * state without a row for an event, a row without a guard beside another.
 */
export function loadMachines(text: string, file: string): MachineTables {
  const source = new YamlSource(text, file);
  const written = source.check(z.strictObject({ exchange: machine, responder: machine }));
  const machines = {
    exchange: new TableReader(source, 'exchange', written.exchange).read(),
    responder: new TableReader(source, 'responder', written.responder).read(),
  };
  source.throwIfReported();
  return machines;
}

/** One machine on its way from the file; what is wrong with it is reported to the file. */
class TableReader {
  readonly #source: YamlSource;
  readonly #name: MachineName;
  readonly #written: z.output<typeof machine>;
  /** Of each definition that was used: `guards begun`. */
  readonly #used = new Set<string>();

  constructor(source: YamlSource, name: MachineName, written: z.output<typeof machine>) {
    this.#source = source;
    this.#name = name;
    this.#written = written;
  }

  read(): MachineTable {
    const begins = this.#written.begins.map((written, index) =>
      this.#readRow(['begins', index], { ...written, guard: undefined }, undefined, written.event),
    );
    const rows = this.#written.rows.flatMap((written, index) =>
      written.state.flatMap((state) =>
        written.event.map((event) => this.#readRow(['rows', index], written, state, event)),
      ),
    );
    this.#checkCells(rows, new Set(begins.map(({ event }) => event)));
    this.#checkUse();
    return { ...this.#written, name: this.#name, begins, rows };
  }

  #readRow(
    path: readonly [string, number],
    written: Omit<z.output<typeof row>, 'state' | 'event'>,
    state: string | undefined,
    event: string,
  ): Row {
    if (state !== undefined) this.#use('states', state, [...path, 'state']);
    this.#use('events', event, [...path, 'event']);
    this.#use('states', written.next, [...path, 'next']);
    written.sets.forEach((name, index) => {
      this.#use('variables', name, [...path, 'sets', index]);
    });
    const effects = written.effects.map((effect, index) => this.#readEffect(effect, [...path, 'effects', index]));
    const guard = readGuard(written.guard);
    for (const { guard: name } of guard) this.#use('guards', name, [...path, 'guard']);
    const { file, line } = this.#source.at([this.#name, ...path]);
    const name = [this.#name, state, event].filter((word) => word !== undefined).join(' ');
    return {
      name: written.guard === undefined ? name : `${name} [${written.guard}]`,
      place: `${file}:${line}`,
      state,
      event,
      guard,
      next: written.next,
      sets: written.sets,
      effects,
      clause: written.clause,
      note: written.note,
    };
  }

  /** `send error denied`: a verb, what it is about, and for an error or a failure its code. */
  #readEffect(effect: string, path: readonly (string | number)[]): string {
    const [verb = '', object] = effect.split(' ');
    this.#use('effects', verb, path);
    const objects = { send: 'messages', 'set-timer': 'timers', settle: 'outcomes' } as const;
    const kind = objects[verb as keyof typeof objects];
    if (kind !== undefined) this.#use(kind, object ?? '', path);
    return effect;
  }

  #use(kind: Definitions, name: string, path: readonly (string | number)[]): void {
    this.#used.add(`${kind} ${name}`);
    const defined = Object.keys(this.#written[kind]);
    if (defined.includes(name)) return;
    const { message, help } = explainWord(name, defined);
    this.#source.report(this.#source.at([this.#name, ...path]), message, help === undefined ? {} : { help });
  }

  /** Every state has rows for every event, and a row that always holds is alone. */
  #checkCells(rows: readonly Row[], beginnings: ReadonlySet<string>): void {
    for (const state of Object.keys(this.#written.states)) {
      for (const event of Object.keys(this.#written.events)) {
        const cell = rows.filter((each) => each.state === state && each.event === event);
        if (beginnings.has(event)) continue;
        if (cell.length === 0) {
          const place = this.#source.at([this.#name, 'rows'], 'key');
          this.#source.report(place, `the state \`${state}\` has no row for the event \`${event}\``);
        }
        const unguarded = cell.find(({ guard }) => guard.length === 0);
        if (unguarded !== undefined && cell.length > 1) {
          const place = this.#source.at([this.#name, 'rows'], 'key');
          const message = `\`${state}\` and \`${event}\` have a row without a guard, and others beside it`;
          this.#source.report(place, message);
        }
      }
    }
  }

  #checkUse(): void {
    for (const kind of definitions) {
      for (const name of Object.keys(this.#written[kind])) {
        if (this.#used.has(`${kind} ${name}`)) continue;
        this.#source.report(this.#source.at([this.#name, kind, name], 'key'), `no row uses \`${name}\``);
      }
    }
  }
}

const definitions = ['states', 'events', 'variables', 'guards', 'timers', 'messages', 'effects', 'outcomes'] as const;
type Definitions = (typeof definitions)[number];

/** `begun and not local` */
function readGuard(written: string | undefined): Condition[] {
  if (written === undefined) return [];
  return written.split(' and ').map((term) => {
    const holds = !term.startsWith('not ');
    return { guard: holds ? term : term.slice('not '.length), holds };
  });
}
