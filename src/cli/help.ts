import type { Command } from 'commander';

/** Adds examples below a command's help: what to type, and what it does. */
export function addExamples(command: Command, examples: readonly (readonly [string, string])[]): Command {
  const width = Math.max(...examples.map(([words]) => words.length));
  const lines = examples.map(([words, what]) => `  ${words.padEnd(width)}  ${what}`);
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}
