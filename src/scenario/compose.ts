import { type ComposedNode, ComposedSource, type Origin, takenFrom } from '../source/composed-source.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { Expander, type NamedValue } from '../source/expander.ts';
import type { ScenarioFiles } from './load-files.ts';
import { fragmentKeys } from './load-schema.ts';

/** One scenario out of its files, for one row of its matrix. */
export interface Composition {
  readonly source: ComposedSource;
  /** The names of values that something used. */
  readonly used: ReadonlySet<string>;
  /** Where two files say the same, or a value is not there. What else is wrong can be seen all the same. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What the loader has read by itself: it stays as it is written. */
const readBefore = ['include', 'let', 'matrix'];

/** Puts a scenario together: the maps of its files are joined, and values are put in where they are used. */
export function compose({ sources, main, lets }: ScenarioFiles, row: ReadonlyMap<string, NamedValue>): Composition {
  const expander = new Expander(new Map([...lets, ...row]));
  const diagnostics: Diagnostic[] = [];
  const children = new Map<string, ComposedNode>();
  for (const source of sources) {
    for (const [key, raw] of Object.entries(source.value() as object)) {
      if (source !== main && !fragmentKeys.includes(key)) continue;
      const origin: Origin = { source, path: [key] };
      const node = readBefore.includes(key) ? written(raw, origin) : expander.expand(raw, origin);
      const before = children.get(key);
      children.set(key, before === undefined ? node : join(key, before, node, diagnostics));
    }
  }
  diagnostics.push(...expander.diagnostics);
  // Whether its names are right cannot be told where the names are not known.
  if (Object.entries(namesWithin).some(([key, depth]) => isBrokenWithin(children.get(key), depth))) {
    children.delete('expect');
  }
  const entries = Array.from(children, ([key, { value }]) => [key, value]);
  const root = { ...written(Object.fromEntries(entries), { source: main, path: [] }), children };
  return { source: new ComposedSource(root), used: expander.used, diagnostics };
}

/** How deep in each key hosts and scanners have what tells their names. */
const namesWithin = { target: 1, hosts: 1, scan: 2, scanners: 3 } as const;

function isBrokenWithin(node: ComposedNode | undefined, depth: number): boolean {
  if (node === undefined) return false;
  const children = depth > 0 ? [...(takenFrom(node).children?.values() ?? [])] : [];
  return node.isBroken === true || children.some((child) => isBrokenWithin(child, depth - 1));
}

function written(value: unknown, origin: Origin): ComposedNode {
  return { value, origin, size: 1, depth: 1 };
}

/** What two files say under one key, joined; what is not of the right kind stays by itself, for the schema to refuse. */
function join(key: string, one: ComposedNode, other: ComposedNode, diagnostics: Diagnostic[]): ComposedNode {
  const isList = key === 'timeline';
  const [former, latter] = [one, other].map((node) => {
    return Array.isArray(node.value) === isList ? takenFrom(node).children : undefined;
  });
  if (former === undefined) return one;
  if (latter === undefined) return other;
  const { origin } = other;
  if (isList) {
    const items = [...former.values(), ...latter.values()];
    const children = new Map(items.map((item, index) => [String(index), item]));
    return {
      ...written(
        items.map(({ value }) => value),
        origin,
      ),
      children,
    };
  }
  for (const [name, { origin: second }] of latter) {
    const first = former.get(name);
    if (first !== undefined) diagnostics.push(saidTwice(name, second, first.origin));
  }
  const children = new Map([...former, ...latter]);
  const entries = Array.from(children, ([name, { value }]) => [name, value]);
  return { ...written(Object.fromEntries(entries), origin), children };
}

function saidTwice(key: string, { source, path }: Origin, first: Origin): Diagnostic {
  return {
    ...source.at(path, 'key'),
    message: `\`${key}\` is here and in a file that is included`,
    help: 'remove or rename one of them',
    related: { message: 'also here', place: first.source.at(first.path, 'key') },
  };
}
