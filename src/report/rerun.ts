import { type CaseResult, type ConformResult, failsRun } from '../results/conform.ts';
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

/** What the user chose that decides how cases of the conformance suite run, beside their seed. */
export interface ConformChoice {
  readonly profile?: string;
  readonly allow?: readonly string[];
  readonly run?: readonly string[];
  readonly skip?: readonly string[];
  readonly knownFailing?: string;
}

/** The command that runs a case again as it ran, ready to be pasted into a shell. */
export function rerunCaseCommand(one: Pick<CaseResult, 'id' | 'file'>, run: ConformRun, choice: ConformChoice): string {
  return conformCommand(run, choice, runWords([one]));
}

/** The command that runs again what failed the run, or all of it where nothing did. */
export function rerunSuiteCommand(result: ConformResult, choice: ConformChoice): string {
  const { run = [], skip = [], knownFailing } = choice;
  const failed = result.results.filter(({ verdict }) => failsRun(verdict, result.strict));
  const chosen = [...run.flatMap((glob) => ['--run', glob]), ...skip.flatMap((glob) => ['--skip', glob])];
  const known = knownFailing === undefined ? [] : ['--known-failing', knownFailing];
  const words = [...(failed.length > 0 ? runWords(failed) : chosen), ...known];
  return conformCommand(result, choice, result.strict ? [...words, '--strict'] : words);
}

export type ConformRun = Pick<ConformResult, 'target' | 'seed'>;

function conformCommand({ target, seed }: ConformRun, { profile, allow = [] }: ConformChoice, words: string[]): string {
  const head = ['portlab', 'conform', target, ...(profile === undefined ? [] : ['--profile', profile])];
  for (const range of allow) head.push('--allow', range);
  return [...head, ...words, '--seed', String(seed)].map(shellQuote).join(' ');
}

/** Cases of a file are run with all of it, each file once. */
function runWords(cases: readonly Pick<CaseResult, 'id' | 'file'>[]): string[] {
  return [...new Set(cases.map(({ id, file = id }) => file))].flatMap((word) => ['--run', word]);
}

/** What a terminal would obey is spelled out, as bash and zsh read it: `$'\x1b'`. */
export function shellQuote(word: string): string {
  if (/^[\w./:@%+,-][\w./:@%+,=-]*$/.test(word)) return word;
  if (harmless(word) === word) return `'${word.replaceAll("'", "'\\''")}'`;
  return `$'${harmless(word.replace(/[\\']/g, '\\$&'))}'`;
}
