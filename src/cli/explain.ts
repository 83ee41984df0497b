import type { Command } from 'commander';
import { renderExplainList, renderExplanation } from '../report/explain-text.ts';
import { toJsonDocument } from '../report/json.ts';
import { suggest } from '../source/suggest.ts';
import { type ExitCode, exitCode, usageError } from './exit-code.ts';
import { withRehearsal } from './explain/explain-case.ts';
import { explainWord, knownWords, listWords } from './explain/explain-word.ts';
import { readLibrary } from './explain/library.ts';
import { addExamples } from './help.ts';
import { type CommonOptions, withCommonOptions } from './options.ts';
import { openTerminal } from './terminal.ts';

interface ExplainOptions extends CommonOptions {
  readonly list?: true;
  readonly json?: true;
}

/** Adds `portlab explain`. `finish` is told how the process is to exit. */
export function addExplainCommand(program: Command, finish: (code: ExitCode) => void): void {
  const command = program
    .command('explain')
    .summary('what a clause, a case, an error code or a reason means')
    .description(
      'Explains a word of the specification: a clause, a case, an error code, the reason of a verdict, a section.',
    )
    .argument(
      '[id]',
      'STATUS-3, STATUS-OPEN-01, bad-flags, no-reply, agent:denied, STATUS, 10.1, S4 (default: what there is)',
    )
    .option('--list', 'what can be explained')
    .option('--json', 'print one JSON document')
    .action(async (word: string | undefined, options: ExplainOptions) => finish(await explain(word, options)));
  addExamples(withCommonOptions(command), [
    ['portlab explain STATUS-3', 'a clause, what it serves, and its neighbours'],
    ['portlab explain STATUS-OPEN-01', 'a case of the conformance suite, and its conversation'],
    ['portlab explain bad-flags', 'an error: when, what follows, and octets that cause it'],
    ['portlab explain no-reply', 'a reason: what happened, and what to do'],
  ]);
}

async function explain(word: string | undefined, { color, list, json }: ExplainOptions): Promise<ExitCode> {
  const { colours, print } = openTerminal(color);
  const library = await readLibrary();
  if (word === undefined || list) {
    const words = listWords(library);
    print(json ? toJsonDocument(words) : renderExplainList(words, colours));
    return exitCode.ok;
  }
  const explanation = explainWord(library, word);
  if (explanation === undefined) {
    const meant = suggest(word, knownWords(library));
    const hint = meant === undefined ? '`portlab explain --list` says what can be explained' : `did you mean ${meant}?`;
    throw usageError(`nothing is called ${JSON.stringify(word)}; ${hint}`);
  }
  const rehearsed = await withRehearsal(explanation);
  print(json ? toJsonDocument(rehearsed) : renderExplanation(rehearsed, colours));
  return exitCode.ok;
}
