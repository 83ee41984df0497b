import type { CaseResult, ConformResult } from '../results/conform.ts';
import type { ScenarioResult } from '../results/run.ts';
import { harmless } from './plain-text.ts';

/** What the user chose that decides how a scenario runs, beside its seed. */
export interface WorldChoice {
  readonly toxiproxy?: string;
  readonly allow?: readonly string[];
}

/** The command that runs a scenario again as it ran, ready to be pasted into a shell. */
export function rerunCommand(result: ScenarioResult, choice: WorldChoice): string {
  return rerunAllCommand([result], choice);
}

/** The command that runs the scenarios of one run again, at least one, in their order and each file once. */
export function rerunAllCommand(results: readonly ScenarioResult[], { toxiproxy, allow = [] }: WorldChoice): string {
  const { seed, proxy } = results[0]!;
  const files = new Set(results.map(({ file }) => (file.startsWith('-') ? `./${file}` : file)));
  const words = ['portlab', 'run', ...files, ...rowWords(results), '--seed', String(seed)];
  const choice = toxiproxy ?? (proxy === 'embedded' ? 'embedded' : undefined);
  if (choice !== undefined) words.push('--toxiproxy', choice);
  for (const range of allow) words.push('--allow', range);
  return words.map(shellQuote).join(' ');
}

/** What picks the rows of a matrix, where all of the scenarios are rows of the same names; else every row is run again. */
function rowWords(results: readonly ScenarioResult[]): string[] {
  const values = new Map<string, Set<string>>();
  for (const { row = {} } of results) {
    for (const [name, value] of Object.entries(row)) values.set(name, (values.get(name) ?? new Set()).add(value));
  }
  if (results.some(({ row = {} }) => Object.keys(row).length < values.size)) return [];
  return [...values].flatMap(([name, each]) => [...each].flatMap((value) => ['--matrix', `${name}=${value}`]));
}

/** What the user chose that decides how a case of the conformance suite runs, beside its seed. */
export interface ConformChoice {
  readonly profile?: string;
  readonly allow?: readonly string[];
}

/** The command that runs a case again as it ran, ready to be pasted into a shell. */
export function rerunCaseCommand(
  { id, file = id }: Pick<CaseResult, 'id' | 'file'>,
  { target, seed }: Pick<ConformResult, 'target' | 'seed'>,
  { profile, allow = [] }: ConformChoice,
): string {
  const words = ['portlab', 'conform', target, ...(profile === undefined ? [] : ['--profile', profile])];
  for (const range of allow) words.push('--allow', range);
  return [...words, '--run', file, '--seed', String(seed)].map(shellQuote).join(' ');
}

/** What a terminal would obey is spelled out, as bash and zsh read it: `$'\x1b'`. */
export function shellQuote(word: string): string {
  if (/^[\w./:@%+,-][\w./:@%+,=-]*$/.test(word)) return word;
  if (harmless(word) === word) return `'${word.replaceAll("'", "'\\''")}'`;
  return `$'${harmless(word.replace(/[\\']/g, '\\$&'))}'`;
}
