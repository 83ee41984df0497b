import { z } from 'zod';
import { explainWord, listQuoted, suggest } from './suggest.ts';
import type { Span } from './value-error.ts';

/** What is wrong with a value, in the words of someone who writes YAML. */
export interface Explanation {
  readonly path: readonly PropertyKey[];
  /** Whether it is about the key at the end of the path, or about its value. */
  readonly part: 'key' | 'value';
  readonly message: string;
  readonly help?: string | undefined;
  /** The part of the text meant, where it is not the whole. */
  readonly span?: Span | undefined;
  /** The path that a misspelt key was meant to be; nothing is there. */
  readonly meantPath?: readonly PropertyKey[];
}

/** What a custom issue may carry beside its message, as its `params`. */
export type IssueParams = Partial<Pick<Explanation, 'help' | 'span' | 'part'>>;

/** Checks a value against a schema: the typed value, or an explanation of every issue. */
export function checkValue<S extends z.ZodType>(
  schema: S,
  value: unknown,
): { readonly data: z.output<S> } | { readonly explanations: readonly Explanation[] } {
  const result = schema.safeParse(value, { reportInput: true, error: nameKnownKeys, jitless: true });
  if (result.success) return { data: result.data };
  return { explanations: dropConsequences(result.error.issues.flatMap((issue) => explain(issue, []))) };
}

/** A key that is missing because it is misspelt is one mistake, not two; so is a key that would take other values. */
function dropConsequences(explanations: readonly Explanation[]): readonly Explanation[] {
  const meant = new Set(explanations.map(({ meantPath }) => meantPath?.join('\n')));
  const isUnknown = ({ part, message, help }: Explanation) =>
    part === 'key' && (help?.startsWith('did you mean') || message.startsWith('nothing here is called'));
  const unknown = new Set(explanations.filter(isUnknown));
  const keys = new Set([...unknown].map(({ path }) => path.join('\n')));
  return explanations.filter((one) => {
    if (meant.has(one.path.join('\n'))) return false;
    return unknown.has(one) || !one.path.some((_, index) => keys.has(one.path.slice(0, index + 1).join('\n')));
  });
}

/**
 * Only the schema knows which keys there are, only the error map sees the schema, and all it can return is a message.
 * So the message of unknown keys is the list of the known ones, from which `explain` writes the real message.
 */
const nameKnownKeys: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== 'unrecognized_keys') return undefined;
  return JSON.stringify(issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : []);
};

function explain(issue: z.core.$ZodIssue, parent: readonly PropertyKey[]): readonly Explanation[] {
  const path = [...parent, ...issue.path];
  const about = { path, part: 'value' } as const;
  if (issue.code === 'unrecognized_keys') {
    const known: readonly string[] = JSON.parse(issue.message);
    const missing = known.filter((key) => !Object.hasOwn(issue.input ?? {}, key));
    return issue.keys.map((key) => explainUnknownKey(key, path, missing));
  }
  if (issue.input === undefined) {
    const key = String(path.at(-1));
    const help = issue.code === 'invalid_value' ? `add it, as in \`${key}: ${String(issue.values[0])}\`` : undefined;
    return [{ ...about, message: `missing key \`${key}\``, help }];
  }
  if (isMismatch(issue)) {
    const message = `expected ${expectations(issue).join(' or ')}, found ${describe(issue.input)}`;
    return [{ ...about, message, help: helpOnKind(issue) }];
  }

  switch (issue.code) {
    case 'invalid_union': {
      // Of the alternatives, the one meant is the one of the right kind: a text, or a map. Of several maps it is the one
      // whose keys are there.
      const ofKind = issue.errors.filter((branch) => !isMismatchedBranch(branch));
      const [meant = []] = ofKind.toSorted((one, other) => strangeness(one) - strangeness(other));
      return meant.flatMap((inner) => explain(inner, path));
    }
    case 'invalid_value': {
      const words = issue.values.map(String);
      return [{ ...about, ...explainWord(String(issue.input), words) }];
    }
    case 'too_small': {
      const limit = `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
      const found = Array.isArray(issue.input) ? 'an empty list' : issue.input;
      return [{ ...about, message: `expected ${limit}, found ${found}` }];
    }
    case 'too_big': {
      const limit = `${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`;
      return [{ ...about, message: `expected ${limit}, found ${issue.input}` }];
    }
    case 'custom':
      return [{ ...about, message: issue.message, ...(issue.params as IssueParams | undefined) }];
    default:
      return [{ ...about, message: issue.message }];
  }
}

/** What to write instead of a value of the wrong kind, where that is plain. */
function helpOnKind(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code !== 'invalid_type') return undefined;
  if (issue.expected === 'string' && typeof issue.input === 'number') return 'put it in quotes';
  const word = issue.expected === 'boolean' ? spokenBooleans[String(issue.input).toLowerCase()] : undefined;
  return word && `write \`${word}\``;
}

/** What other versions of YAML, and people, take for a boolean. */
const spokenBooleans: Partial<Record<string, string>> = {
  yes: 'true',
  on: 'true',
  1: 'true',
  true: 'true',
  no: 'false',
  off: 'false',
  0: 'false',
  false: 'false',
};

function explainUnknownKey(key: string, path: readonly PropertyKey[], missing: readonly string[]): Explanation {
  const about = { path: [...path, key], part: 'key', message: `unknown key \`${key}\`` } as const;
  const meant = suggest(key, missing);
  if (meant !== undefined) return { ...about, help: `did you mean \`${meant}\`?`, meantPath: [...path, meant] };
  return { ...about, help: missing.length === 0 ? undefined : `keys that can stand here: ${listQuoted(missing)}` };
}

/** Whether the value is of another kind than every value that would do. */
function isMismatch(issue: z.core.$ZodIssue): boolean {
  if (issue.code === 'invalid_value') return issue.values.every((value) => typeof value !== typeof issue.input);
  if (issue.code === 'invalid_union') return issue.errors.every(isMismatchedBranch);
  return issue.code === 'invalid_type';
}

/** The same of one alternative of a union, whose paths begin at the union's value. */
function isMismatchedBranch(branch: readonly z.core.$ZodIssue[]): boolean {
  return branch.some((issue) => issue.path.length === 0 && isMismatch(issue));
}

/** How many kinds of keys are unknown to an alternative that is a map, or missing. */
function strangeness(branch: readonly z.core.$ZodIssue[]): number {
  return branch.filter(({ path, input }) => path.length === 0 || (path.length === 1 && input === undefined)).length;
}

/** What would do instead of a value of the wrong kind. */
function expectations(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === 'invalid_value') return [`one of ${listQuoted(issue.values.map(String))}`];
  if (issue.code === 'invalid_union') return issue.errors.flatMap((branch) => branch.flatMap(expectations));
  return issue.code === 'invalid_type' ? [kindNames[issue.expected] ?? issue.expected] : [];
}

const kindNames: Partial<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

function describe(value: unknown): string {
  if (value === null) return 'nothing';
  if (typeof value === 'string') return `the text \`${value.length > 40 ? `${value.slice(0, 40)}…` : value}\``;
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a map';
  return `\`${value}\``;
}
