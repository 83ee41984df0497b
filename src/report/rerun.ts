import type { ScenarioResult } from '../results/run.ts';

/** What the user chose that decides how a scenario runs, beside its seed. */
export interface WorldChoice {
  readonly toxiproxy?: string;
  readonly allow?: readonly string[];
}

/** The command that runs a scenario again as it ran, ready to be pasted into a shell. */
export function rerunCommand({ file, seed, proxy }: ScenarioResult, { toxiproxy, allow = [] }: WorldChoice): string {
  const choice = toxiproxy ?? (proxy === 'embedded' ? 'embedded' : undefined);
  const words = ['portlab', 'run', file.startsWith('-') ? `./${file}` : file, '--seed', String(seed)];
  if (choice !== undefined) words.push('--toxiproxy', choice);
  for (const range of allow) words.push('--allow', range);
  return words.map(shellQuote).join(' ');
}

function shellQuote(word: string): string {
  return /^[\w./:@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
