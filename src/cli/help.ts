import type { Command } from 'commander';
import { wrap } from '../report/wrap.ts';

/** As wide as the help that commander prints off a terminal. */
const WIDTH = 80;
/** What is longer stands on a line of its own, above what it does. */
const MOST_WORDS = 44;

/** Adds examples below a command's help: what to type, and what it does. */
export function addExamples(command: Command, examples: readonly (readonly [string, string])[]): Command {
  const lengths = examples.map(([words]) => words.length);
  const column = Math.max(...lengths.filter((length) => length <= MOST_WORDS));
  const lines = examples.flatMap(([words, what]) => {
    const [first = '', ...others] = wrap(what, WIDTH, ' '.repeat(column + 4));
    if (words.length > column) return [`  ${words}`, first, ...others];
    return [`  ${words.padEnd(column)}  ${first.trimStart()}`, ...others];
  });
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}
