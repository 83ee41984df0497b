import type { Diagnostic, Place } from './diagnostic.ts';
import type { Span } from './value-error.ts';
import { ValueSource } from './value-source.ts';
import type { YamlSource } from './yaml-source.ts';
import type { Path } from './yaml-tree.ts';

/** Where a value and its key stand. */
export interface Origin {
  readonly source: YamlSource;
  readonly path: Path;
}

/** A value made of parts of files. */
export interface ComposedNode {
  /** As plain data, with everything below it. */
  readonly value: unknown;
  readonly origin: Origin;
  /** What a map or a list holds, by key or index. */
  readonly children?: ReadonlyMap<string, ComposedNode>;
  /** The value that `${name}` brought in. */
  readonly use?: Use;
  /** How many values it is, with all below it. */
  readonly size: number;
  /** How deep it is nested; 1 where nothing is below it. */
  readonly depth: number;
  /** Whether what is wrong with it is told already, so that it stands for a value that nobody knows. */
  readonly isBroken?: true;
}

export interface Use {
  readonly name: string;
  readonly of: ComposedNode;
  /** Whether it is the whole value, or only mentioned in a text. */
  readonly isWhole: boolean;
}

/** A value put together from several places: what is wrong with it is shown where each part of it stands. */
export class ComposedSource extends ValueSource {
  readonly #root: ComposedNode;
  /** Of places where a value was used, where that stands. */
  readonly #uses = new WeakMap<Place, NonNullable<Diagnostic['related']>>();

  constructor(root: ComposedNode) {
    super();
    this.#root = root;
  }

  value(): unknown {
    return this.#root.value;
  }

  at(path: Path, part: 'key' | 'value' = 'value', span?: Span): Place {
    let node = this.#root;
    let outermostUse: ComposedNode | undefined;
    let depth = 0;
    for (const segment of path) {
      const holder = takenFrom(node);
      const child = holder.children?.get(String(segment));
      if (child === undefined) break;
      if (holder !== node) outermostUse ??= node;
      node = child;
      depth += 1;
    }
    const missing = path.slice(depth);
    const isOfKey = part === 'key' && missing.length === 0;
    const isUse = node.use !== undefined && !isOfKey;
    const using = outermostUse ?? (isUse ? node : undefined);
    if (using === undefined) return placeIn(node, missing, part, hasOwnText(node, path, part) ? span : undefined);

    const { source, path: usePath } = using.origin;
    const place = source.at(usePath);
    const { name } = using.use!;
    const related =
      using !== node
        ? placeIn(node, missing, part, node.use === undefined ? span : undefined)
        : placeIn(
            node.use!.isWhole ? takenFrom(node) : node.use!.of,
            missing,
            'value',
            node.use!.isWhole ? span : undefined,
          );
    this.#uses.set(place, { message: `the value of \`${name}\` is here`, place: related });
    return place;
  }

  /** What is told of a value is not told again of what it lacks. */
  protected override isKnownToBeWrong(path: Path): boolean {
    let node = this.#root;
    for (const segment of path) {
      const child = takenFrom(node).children?.get(String(segment));
      if (child === undefined) break;
      node = child;
      if (node.isBroken) return true;
    }
    return false;
  }

  override report(place: Place, message: string, details: Pick<Diagnostic, 'help' | 'related'> = {}): void {
    const related = details.related ?? this.#uses.get(place);
    super.report(place, message, { ...details, ...(related !== undefined && { related }) });
  }
}

/** What a value was taken from, if it was taken whole, and that not from another in turn. */
export function takenFrom(node: ComposedNode): ComposedNode {
  let taken = node;
  while (taken.use?.isWhole === true) taken = taken.use.of;
  return taken;
}

function placeIn({ origin }: ComposedNode, missing: Path, part: 'key' | 'value', span: Span | undefined): Place {
  return origin.source.at([...origin.path, ...missing], part, span);
}

/** Whether the text that a span counts in is the one in the file. */
function hasOwnText({ origin, value }: ComposedNode, path: Path, part: 'key' | 'value'): boolean {
  if (part === 'key') return origin.path.at(-1) === path.at(-1);
  return typeof value !== 'string' || !value.includes('${');
}
