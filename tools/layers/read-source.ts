import { parseSync } from 'oxc-parser';

/** Something that a source file names, and the line where it does. */
export interface Mention {
  readonly name: string;
  readonly line: number;
}

export interface SourceFile {
  /** Specifiers, whatever imports them; `undefined` where one is computed and cannot be known. */
  readonly imports: readonly { readonly specifier: string | undefined; readonly line: number }[];
  /** Identifiers that stand for a value or a type: `Date`, or `Date.now` where a member is named right behind it. */
  readonly mentions: readonly Mention[];
  /** What the parser could not read. */
  readonly errors: readonly string[];
}

type Node = { readonly type: string; readonly start: number } & Readonly<Record<string, unknown>>;

/** Keys under which an identifier merely names a member: nothing of that name is looked up in the scope. */
const naming = new Set(['key', 'property', 'imported', 'exported', 'label', 'meta']);

/**
 * Reads what a file imports (statically, by re-export, dynamically, for its types, through `require`, or as the URL of
 * a worker) and which identifiers it mentions. `path` tells JavaScript from TypeScript.
 */
export function readSource(path: string, text: string): SourceFile {
  const { program, errors } = parseSync(path, text);
  const imports: SourceFile['imports'][number][] = [];
  const mentions: Mention[] = [];
  const lineOf = (node: Node): number => text.slice(0, node.start).split('\n').length;

  const visit = (node: Node, member?: string): void => {
    const source = importedBy(node);
    if (source !== undefined) imports.push({ specifier: stringIn(source), line: lineOf(node) });
    if (node.type === 'Identifier') {
      const name = member === undefined ? String(node.name) : `${node.name}.${member}`;
      mentions.push({ name, line: lineOf(node) });
    }
    for (const [key, value] of Object.entries(node)) {
      if (naming.has(key) && node.computed !== true) continue;
      for (const child of [value].flat())
        if (isNode(child)) visit(child, key === 'object' ? memberOf(node) : undefined);
    }
  };
  visit(program as unknown as Node);
  return { imports, mentions, errors: errors.map(({ message }) => message) };
}

/** The node that says what `node` imports, if it imports at all. */
function importedBy(node: Node): unknown {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return node.source;
    case 'ExportNamedDeclaration':
      return node.source ?? undefined;
    case 'TSExternalModuleReference':
      return node.expression;
    case 'CallExpression':
      return isNamed(node.callee, 'require') ? (node.arguments as unknown[])[0] : undefined;
    case 'NewExpression': {
      const [url, base] = node.arguments as Node[];
      const besideThisFile = isNamed(node.callee, 'URL') && base?.type === 'MemberExpression' && isMeta(base.object);
      return besideThisFile && stringIn(url) !== undefined ? url : undefined;
    }
    default:
      return undefined;
  }
}

/** `now` in `Date.now` and in `Date['now']`. */
function memberOf(node: Node): string | undefined {
  if (node.computed === true) return stringIn(node.property);
  return isNode(node.property) ? String(node.property.name) : undefined;
}

function stringIn(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

function isNamed(node: unknown, name: string): boolean {
  return isNode(node) && node.type === 'Identifier' && node.name === name;
}

function isMeta(node: unknown): boolean {
  return isNode(node) && node.type === 'MetaProperty';
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}
