import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
  type YAMLError,
  type YAMLMap,
} from 'yaml';

/** Keys and indices from the root to a value. */
export type Path = readonly (string | number)[];

/** The node that a path leads to, or the last one on the way where it leads nowhere. */
export interface FoundNode {
  readonly value: Node | null;
  /** The key of the value; undefined at the root and in lists. */
  readonly key: Scalar | undefined;
  /** Whether the whole path exists. */
  readonly complete: boolean;
}

/** One YAML document: its value, and the nodes that paths into the value come from. */
export class YamlTree {
  readonly #document: Document;
  readonly #targets = new Map<Alias, Node>();
  /** The pairs of each map that was asked, by key: a map of thousands of ports is asked for each of them. */
  readonly #pairs = new Map<YAMLMap, ReadonlyMap<string, Pair<Scalar, Node | null>>>();
  /** Aliases that no anchor before them defines, or that stand inside what they name. */
  readonly badAliases: readonly Alias[];
  /** Pairs `<<: value` whose value is neither a map nor a list of maps. */
  readonly badMerges: readonly Pair<Scalar, Node | null>[];
  /** Keys that their map has already, with the key before. */
  readonly duplicates: readonly { readonly key: Scalar; readonly first: Scalar }[];

  constructor(text: string) {
    this.#document = parseDocument(text, {
      merge: true,
      stringKeys: true,
      // Found here, since the library compares every two keys.
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'error',
    });
    this.badAliases = this.#resolveAliases();
    this.badMerges = this.#findBadMerges();
    this.duplicates = this.#findDuplicates();
  }

  /** What the library found wrong, as far as it could read. */
  get errors(): readonly YAMLError[] {
    return [...this.#document.errors, ...this.#document.warnings];
  }

  /**
   * The document as plain data; keys are strings.
   *
   * @throws {ReferenceError} where aliases expand beyond the library's limit.
   */
  toValue(): unknown {
    return this.#document.toJS();
  }

  /** Follows a path through maps, lists, aliases and merges. */
  find(path: Path): FoundNode {
    let found: FoundNode = { value: this.#document.contents, key: undefined, complete: true };
    for (const segment of path) {
      const next = this.#child(found.value, segment);
      if (next === undefined) return { ...found, complete: false };
      found = { ...next, complete: true };
    }
    return found;
  }

  #child(parent: Node | null, segment: string | number): Omit<FoundNode, 'complete'> | undefined {
    const node = this.#resolve(parent);
    if (isSeq<Node>(node)) {
      const value = node.items[Number(segment)];
      return value === undefined ? undefined : { value, key: undefined };
    }
    if (!isMap<Scalar, Node | null>(node)) return undefined;
    const own = this.#pairsOf(node).get(String(segment));
    if (own !== undefined) return { value: own.value, key: own.key };
    for (const { value } of node.items.filter(isMerge)) {
      for (const source of this.#mergeSources(value)) {
        const merged = this.#child(source, segment);
        if (merged !== undefined) return merged;
      }
    }
    return undefined;
  }

  #pairsOf(map: YAMLMap<Scalar, Node | null>): ReadonlyMap<string, Pair<Scalar, Node | null>> {
    const known = this.#pairs.get(map);
    if (known !== undefined) return known;
    const pairs = new Map(map.items.map((pair) => [String(pair.key.value), pair]));
    this.#pairs.set(map, pairs);
    return pairs;
  }

  #resolve(node: Node | null): Node | null {
    return isAlias(node) ? (this.#targets.get(node) ?? null) : node;
  }

  #mergeSources(merged: Node | null): readonly (Node | null)[] {
    const node = this.#resolve(merged);
    return isSeq<Node>(node) ? node.items.map((item) => this.#resolve(item)) : [node];
  }

  #resolveAliases(): Alias[] {
    const anchors = new Map<string, Node>();
    const bad: Alias[] = [];
    visit(this.#document, {
      Node: (_key, node, ancestors) => {
        if (isAlias(node)) {
          const target = anchors.get(node.source);
          if (target === undefined || ancestors.includes(target)) bad.push(node);
          else this.#targets.set(node, target);
        } else if (node.anchor !== undefined) {
          anchors.set(node.anchor, node);
        }
      },
    });
    return bad;
  }

  #findBadMerges(): Pair<Scalar, Node | null>[] {
    const bad: Pair<Scalar, Node | null>[] = [];
    visit(this.#document, {
      Map: (_key, map) => {
        for (const pair of (map.items as Pair<Scalar, Node | null>[]).filter(isMerge)) {
          if (!this.#mergeSources(pair.value).every(isMap)) bad.push(pair);
        }
      },
    });
    return bad;
  }

  #findDuplicates(): { key: Scalar; first: Scalar }[] {
    const duplicates: { key: Scalar; first: Scalar }[] = [];
    visit(this.#document, {
      Map: (_key, map) => {
        const firsts = new Map<unknown, Scalar>();
        for (const key of map.items.map((pair) => pair.key).filter(isScalar)) {
          const first = firsts.get(key.value);
          if (first === undefined) firsts.set(key.value, key);
          else duplicates.push({ key, first });
        }
      },
    });
    return duplicates;
  }
}

function isMerge({ key }: Pair<Scalar, Node | null>): boolean {
  return key.value === '<<' && key.type === 'PLAIN';
}
