import type { ConformResult, ExplorationResult } from '../results/conform.ts';
import type { Palette } from './palette.ts';
import { count, formatDuration, harmless } from './plain-text.ts';
import { type ConformChoice, rerunCaseCommand } from './rerun.ts';

/** What came of random sequences, for people: the one that matters, and how many there were. Ended by a line end. */
export function renderExploration(
  result: ConformResult & { readonly exploration: ExplorationResult },
  colours: Palette,
  choice: ConformChoice,
): string {
  const { target, seed, elapsedMs, roundTripMs, exploration } = result;
  const { runs, intermittent } = exploration;
  const which = exploration.sequence === undefined ? 'of them' : intermittent === 1 ? 'other' : 'others';
  const unsteady = intermittent === 0 ? '' : `, ${intermittent} ${which} failed, but not every time`;
  const took = `${formatDuration(elapsedMs)}, round trip ${formatDuration(roundTripMs)}, seed ${seed}`;
  const end = `${count(runs, 'sequence')}${unsteady} (${took})`;
  const { sequence } = exploration;
  if (sequence === undefined) return `${end}\n`;
  const { script, shrunk, file } = sequence;
  const head =
    shrunk === undefined
      ? 'The target stopped answering after:'
      : `The smallest sequence found that fails every time, ${shrunk.fromSteps} steps before and ${shrunk.toSteps} now:`;
  const id = 'EXPLORED-SEQUENCE-01';
  const saved =
    file === undefined
      ? []
      : [`saved as ${file}`, `again: ${rerunCaseCommand({ id, file }, { target, seed }, choice)}`];
  return [colours.bold(head), ...script.map((line) => `  ${harmless(line)}`), ...saved, '', end, ''].join('\n');
}
