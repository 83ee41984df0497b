import type { ComposedNode, Origin } from './composed-source.ts';
import type { Diagnostic } from './diagnostic.ts';
import { listQuoted, suggest } from './suggest.ts';
import { MAX_DEPTH } from './yaml-depth.ts';

/** A value that a name stands for, as it is written. */
export interface NamedValue {
  readonly raw: unknown;
  readonly origin: Origin;
}

/** A file may not grow beyond this by using values that use values. */
const MOST_VALUES = 200_000;
const LONGEST_TEXT = 100_000;
/** Putting values in recurses, and each of them may be nested itself. */
const MOST_CHAINED = 20;

/** `$${`, which is `${` itself; `${name}`; or a `${` that nothing closes. */
const REFERENCE = /\$\$\{|\$\{([^}]*)\}|\$\{/g;

/**
 * Puts the values in that names stand for: `${name}` as a whole text is the value as it is, inside a text it is the
 * value's own text, and `$${` is `${`.
 */
export class Expander {
  /** Names that something used. */
  readonly used = new Set<string>();
  /** What was wrong. */
  readonly diagnostics: Diagnostic[] = [];
  readonly #names: ReadonlyMap<string, NamedValue>;
  readonly #known = new Map<string, ComposedNode | undefined>();
  /** Names whose values are being put together, from the outermost. */
  readonly #open: string[] = [];
  /** How many values were put in. */
  #grown = 0;

  constructor(names: ReadonlyMap<string, NamedValue>) {
    this.#names = names;
  }

  /** A value as it stands in a file, with everything put in. What is wrong is in `diagnostics`. */
  expand(raw: unknown, origin: Origin): ComposedNode {
    if (typeof raw === 'string') return this.#expandText(raw, origin);
    if (typeof raw !== 'object' || raw === null) return scalar(raw, origin);
    const children = new Map<string, ComposedNode>();
    for (const [rawKey, value] of Object.entries(raw)) {
      const place: Origin = { ...origin, path: [...origin.path, Array.isArray(raw) ? Number(rawKey) : rawKey] };
      const before = this.diagnostics.length;
      const key = Array.isArray(raw) ? rawKey : this.#expandKey(rawKey, place);
      const isKeyBroken = this.diagnostics.length > before;
      const first = children.get(key);
      const node = this.expand(value, place);
      if (isKeyBroken) children.set(rawKey, { ...node, isBroken: true });
      else if (first === undefined) children.set(key, node);
      else this.#reportDuplicate(key, place, first);
    }
    const node = compose(children, Array.isArray(raw), origin);
    if (node.depth <= MAX_DEPTH) return node;
    this.#report(origin, `with the values that it uses, this is nested more than ${MAX_DEPTH} deep`);
    return nothing(origin);
  }

  #expandText(text: string, origin: Origin): ComposedNode {
    const [, wholeName] = /^\$\{([^}]*)\}$/.exec(text) ?? [];
    if (wholeName !== undefined) {
      const span = { offset: 2, length: wholeName.length };
      const of = this.#valueOf(wholeName, { ...origin, span });
      if (of === undefined || this.#growsTooMuch(of, origin)) return nothing(origin);
      return { ...of, origin, use: { name: wholeName.trim(), of, isWhole: true } };
    }
    const before = this.diagnostics.length;
    const { value, mention } = this.#fillText(text, { ...origin, part: 'value' });
    if (this.diagnostics.length > before) return nothing(origin);
    return { ...scalar(value, origin), ...(mention && { use: { ...mention, isWhole: false } }) };
  }

  #growsTooMuch({ size }: ComposedNode, origin: Origin): boolean {
    const was = this.#grown;
    this.#grown += size;
    if (this.#grown <= MOST_VALUES) return false;
    if (was <= MOST_VALUES) {
      this.#report(origin, `the values used expand to more than ${MOST_VALUES}`, 'use fewer values that use values');
    }
    return true;
  }

  #expandKey(key: string, origin: Origin): string {
    return this.#fillText(key, { ...origin, part: 'key' }).value;
  }

  /** A text with the texts of the values that it mentions, and the first of them. */
  #fillText(
    text: string,
    { part, ...origin }: Origin & { readonly part: 'key' | 'value' },
  ): { readonly value: string; readonly mention?: { readonly name: string; readonly of: ComposedNode } } {
    if (!text.includes('${')) return { value: text };
    let mention: { readonly name: string; readonly of: ComposedNode } | undefined;
    const value = text.replace(REFERENCE, (reference: string, name: string | undefined, offset: number) => {
      if (reference === '$${') return '${';
      const about = { ...origin, part, span: { offset, length: reference.length } };
      if (name === undefined) {
        this.#report(about, 'this `${` is not closed', 'add the `}`, or write `$${` for the two characters themselves');
        return '';
      }
      const of = this.#valueOf(name, { ...about, span: { offset: offset + 2, length: Math.max(1, name.length) } });
      if (of === undefined) return '';
      if (typeof of.value === 'object') {
        const kind = of.value === null ? 'nothing' : Array.isArray(of.value) ? 'a list' : 'a map';
        this.#report(
          about,
          `\`${name.trim()}\` is ${kind}, which cannot stand inside a text`,
          'let it be the whole value',
        );
        return '';
      }
      mention ??= { name: name.trim(), of };
      return String(of.value);
    });
    if (value.length > LONGEST_TEXT) {
      this.#report({ ...origin, part }, `with the values that it uses, this text is longer than ${LONGEST_TEXT}`);
      return { value: '' };
    }
    return { value, ...(mention !== undefined && { mention }) };
  }

  /** The value of a name, or undefined where it has none, which is reported where it is used. */
  #valueOf(written: string, about: About): ComposedNode | undefined {
    const name = written.trim();
    const named = this.#names.get(name);
    if (named === undefined) {
      const known = [...this.#names.keys()];
      const meant = suggest(name, known);
      const others = known.length === 0 ? 'give it one in `let`' : `there are ${listQuoted(known)}`;
      this.#report(about, `nothing is called \`${name}\``, meant === undefined ? others : `did you mean \`${meant}\`?`);
      return undefined;
    }
    this.used.add(name);
    if (this.#known.has(name)) return this.#known.get(name);
    if (this.#open.includes(name) || this.#open.length >= MOST_CHAINED) {
      const circle = [...this.#open.slice(this.#open.indexOf(name)), name].map((each) => `\`${each}\``).join(' → ');
      const isCircle = this.#open.includes(name);
      const message = isCircle
        ? `\`${name}\` is made of itself: ${circle}`
        : `values use values in a chain of more than ${MOST_CHAINED}`;
      this.#report(about, message);
      return undefined;
    }
    this.#open.push(name);
    const before = this.diagnostics.length;
    const node = this.expand(named.raw, named.origin);
    this.#open.pop();
    // What is wrong within it is told, and is not wrong again wherever it is used.
    const value = this.diagnostics.length === before ? node : undefined;
    this.#known.set(name, value);
    return value;
  }

  #reportDuplicate(key: string, { source, path }: Origin, first: ComposedNode): void {
    this.diagnostics.push({
      ...source.at(path, 'key'),
      message: `duplicate key \`${key}\``,
      related: { message: 'first here', place: first.origin.source.at(first.origin.path, 'key') },
    });
  }

  #report({ source, path, part, span }: About, message: string, help?: string): void {
    this.diagnostics.push({ ...source.at(path, part, span), message, ...(help !== undefined && { help }) });
  }
}

function compose(children: ReadonlyMap<string, ComposedNode>, isList: boolean, origin: Origin): ComposedNode {
  const nodes = [...children.values()];
  const entries = Array.from(children, ([key, { value }]) => [key, value]);
  return {
    value: isList ? nodes.map(({ value }) => value) : Object.fromEntries(entries),
    origin,
    children,
    size: nodes.reduce((sum, { size }) => sum + size, 1),
    depth: nodes.reduce((most, { depth }) => Math.max(most, depth), 0) + 1,
  };
}

function scalar(value: unknown, origin: Origin): ComposedNode {
  return { value, origin, size: 1, depth: 1 };
}

/** What stands where something is wrong. */
function nothing(origin: Origin): ComposedNode {
  return { ...scalar(null, origin), isBroken: true };
}

/** What in a file a diagnostic is about. */
interface About extends Origin {
  readonly part?: 'key' | 'value';
  readonly span?: { readonly offset: number; readonly length: number };
}
