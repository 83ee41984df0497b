import type { Command } from 'commander';
import { annotate } from '../protocol/annotate.ts';
import type { Block } from '../protocol/annotation.ts';
import type { Accepts } from '../protocol/header.ts';
import { renderDecode } from '../report/decode-text.ts';
import { toJsonDocument } from '../report/json.ts';
import { count } from '../report/plain-text.ts';
import { hintsFor } from './decode-hints.ts';
import { describeBlocks } from './decoded-blocks.ts';
import { type ExitCode, exitCode, usageError } from './exit-code.ts';
import { addExamples } from './help.ts';
import { readOctetInput } from './octet-input.ts';
import { type CommonOptions, oneOf, wholeNumber, withCommonOptions } from './options.ts';
import { openTerminal } from './terminal.ts';

interface DecodeOptions extends CommonOptions {
  readonly hex?: true;
  readonly raw?: true;
  readonly from?: 'scanner' | 'responder';
  readonly skip: number;
  readonly strict?: true;
  readonly full?: true;
  readonly json?: true;
}

const MAX_SKIPPED_OCTETS = 2 ** 31;

/** Adds `portlab decode`. `finish` is told how the process is to exit. */
export function addDecodeCommand(program: Command, finish: (code: ExitCode) => void): void {
  const command = program
    .command('decode')
    .summary('annotate PSAP octets, field by field')
    .description(
      'Names every octet of one side of a connection, and marks what breaks the specification in its place. Exits 1 where ' +
        'a message breaks it, or is unfinished.',
    )
    .argument('<input...>', 'octets in hexadecimal, a file of octets or of digits, or - for standard input')
    .optionsGroup('What is read:')
    .option('--hex', 'digits, or the dump of another tool, whatever it looks like')
    .option('--raw', 'the octets themselves, whatever they look like')
    .option('--skip <octets>', 'leave out so many at the beginning', wholeNumber(0, MAX_SKIPPED_OCTETS), 0)
    .option(
      '--from <side>',
      'who sent it, scanner or responder; the other side must not',
      oneOf('scanner', 'responder'),
    )
    .optionsGroup('Options:')
    .option('--strict', 'exit 1 for remarks too: what is decoded, though a sender may not write it so')
    .option('--full', 'leave nothing out of long bodies and values')
    .option('--json', 'print one JSON document')
    .action(async (words: string[], options: DecodeOptions) => finish(await decode(words, options)));
  addExamples(withCommonOptions(command), [
    ['portlab decode 8950 0100 0501', 'the beginning of a message: what is there, and what is missing'],
    ['portlab decode capture.bin', 'a file; dumps of xxd, hexdump -C, tcpdump and Wireshark will do too'],
    ['nc 127.0.0.1 22 < request | portlab decode -', 'what answers on a port'],
  ]);
}

async function decode(words: readonly string[], options: DecodeOptions): Promise<ExitCode> {
  const { hex, raw, skip, from, strict = false, full = false } = options;
  if (hex && raw) throw usageError('--hex and --raw exclude each other');
  const input = await readOctetInput(words, hex ? 'hex' : raw ? 'raw' : undefined);
  const octets = input.octets.subarray(skip);
  if (octets.length === 0) throw usageError(whyNothingIsLeft(input.name, input.octets.length, skip));
  const blocks = annotate(octets, acceptsOf(from));
  const result = describeBlocks(input.name, octets, blocks, hintsFor(octets, skip, blocks));
  const { colours, print } = openTerminal(options.color);
  print(options.json ? toJsonDocument(result) : renderDecode(result, { colours, full }));
  return isAllWell(blocks, strict) ? exitCode.ok : exitCode.failed;
}

function whyNothingIsLeft(name: string, length: number, skip: number): string {
  if (length === 0) return `${name} has no octets: give some to decode`;
  return `--skip ${skip} leaves none of the ${count(length, 'octet')} of ${name}: skip ${length - 1} at most`;
}

function acceptsOf(from: DecodeOptions['from']): Accepts {
  if (from === undefined) return 'any';
  return from === 'scanner' ? 'requests' : 'answers';
}

function isAllWell(blocks: readonly Block[], strict: boolean): boolean {
  return blocks.every((block) => block.kind === 'message' && (!strict || block.remarks.length === 0));
}
