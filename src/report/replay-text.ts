import type { ReplayedCase, ReplayResult } from '../results/replay.ts';
import { renderColumns } from './columns.ts';
import type { Palette } from './palette.ts';
import { count, formatDuration, harmless } from './plain-text.ts';

/** A replay for people: what was the same is counted, what was not is shown. Ended by a line end. */
export function renderReplay({ trace, targets, cases, summary, elapsedMs }: ReplayResult, colours: Palette): string {
  const parts = [
    colours.green(`${summary.same} the same`),
    ...(summary.different > 0 ? [colours.red(`${summary.different} different`)] : []),
    ...(summary.inconclusive > 0 ? [colours.yellow(`${summary.inconclusive} inconclusive`)] : []),
  ];
  const lines = cases.filter(({ verdict }) => verdict !== 'same').flatMap((one) => caseLines(one, trace, colours));
  const whither = targets.map(harmless).join(', ');
  return `${[
    ...lines,
    `${count(cases.length, 'case')} of ${harmless(trace)} replayed to ${whither}: ${parts.join(', ')} (${formatDuration(elapsedMs)})`,
  ].join('\n')}\n`;
}

function caseLines({ name, verdict, difference }: ReplayedCase, trace: string, colours: Palette): string[] {
  const { connection, line, expected, actual } = difference!;
  const mark = verdict === 'different' ? colours.red('✗') : colours.yellow('?');
  return [
    `${mark} ${colours.bold(harmless(name))}  connection ${connection}  ${colours.dim(`${harmless(trace)}:${line}`)}`,
    ...renderColumns([
      ['in the trace', harmless(expected)],
      [verdict === 'different' ? 'now' : 'this machine', harmless(actual)],
    ]).map((each) => `    ${each}`),
  ];
}
