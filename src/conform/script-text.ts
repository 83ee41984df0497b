import { messageForms } from '../protocol/message.ts';
import type { Case, End, Part, Span, Step, WrittenMessage } from './case.ts';
import { describeExpectation } from './match-message.ts';
import { encodingOf } from './script-octets.ts';

/** A case in the notation of its conversation: `>` is sent, `<` has to be received. */
export function describeScript(one: Case): readonly string[] {
  return 'script' in one ? one.script.flatMap(describeStep) : ['a program plays it: see its section in src/conform'];
}

/** Of a long conversation so many lines are shown: these at its beginning, those at its end. */
const FIRST_LINES = 8;
const LAST_LINES = 3;

/** What a program plays where all is well, in the same notation. */
export function describeRehearsal(steps: readonly Step[]): readonly string[] {
  const lines = steps.flatMap(describeStep);
  const left = lines.length - FIRST_LINES - LAST_LINES;
  const shown =
    left <= 1 ? lines : [...lines.slice(0, FIRST_LINES), `… ${left} more, and at last`, ...lines.slice(-LAST_LINES)];
  return ['A program plays it. Where all is well:', ...shown];
}

function describeStep(step: Step): string[] {
  switch (step) {
    case 'finish':
      return ['> FIN'];
    case 'leave':
      return ['> close'];
    case 'abort':
      return ['> RST'];
    case 'pause':
      return ['stop reading'];
    case 'resume':
      return ['read on'];
    case 'closed':
      return ['< FIN'];
    case 'reset':
      return ['< RST'];
  }
  if ('send' in step) {
    const cut = step.cut === undefined ? '' : `, cut ${describeCut(step.cut)}`;
    return step.send.map((part, index) => `> ${describePart(part)}${index === step.send.length - 1 ? cut : ''}`);
  }
  if ('expect' in step) {
    const { within } = step.expect;
    const expected = `< ${describeExpectation(step.expect)}`;
    const fed = step.feed === undefined ? [] : [`> text ${quote(step.feed)} again and again until then`];
    return [`${expected}${within === undefined ? '' : `, within ${describeSpan(within)}`}`, ...fed];
  }
  if ('closed' in step) return [`< FIN, within ${describeSpan(step.closed.within)}`];
  if ('unreset' in step) return [`< no RST for ${describeSpan(step.unreset)}`];
  if ('connection' in step) return [`on connection ${step.connection}`];
  return ['silence' in step ? `< nothing for ${describeSpan(step.silence)}` : `wait for ${describeSpan(step.wait)}`];
}

function describeCut(cut: readonly number[] | 'everywhere'): string {
  return cut === 'everywhere' ? 'octet by octet' : `at ${cut.join(', ')}`;
}

function describePart(part: Part): string {
  if ('message' in part) return describeWritten(part);
  if ('hex' in part) return `hex ${part.hex}`;
  if ('repeat' in part) return `${part.times} times ${quote(part.repeat)}`;
  return 'text' in part ? `text ${quote(part.text)}` : `header ${part.header.split('\n').join(' | ')}`;
}

function describeWritten(written: WrittenMessage): string {
  const { message, id = 1, from = 'own', to = 'open', body, want, attributes, replace, patch, cut } = written;
  const parts = [
    ...(body === undefined ? [] : [`body ${quote(body)}`]),
    ...(want ?? []).map((value) => `WANT=${value}`),
    ...(attributes ?? []).map(([tag, value]) => `${tag}=${value}`),
    ...Object.entries(replace ?? {}).map(([found, instead]) => `${quote(found)} → ${quote(instead)}`),
    ...Object.entries(patch ?? {}).map(([offset, hex]) => `${hex} at ${offset}`),
    ...(cut === undefined ? [] : [`only octets ${cut[0]} to ${cut[1]}`]),
  ];
  const encoding = messageForms[message].kind === 'GET' ? '' : ` in ${encodingOf(written)}`;
  return [`${message} id ${id}${encoding} ${describeEnd(from)} → ${describeEnd(to)}`, ...parts].join(', ');
}

/** As cases write it: its escapes are those of the case. */
function quote(text: string): string {
  return JSON.stringify(text).replaceAll('\\\\', '\\');
}

function describeEnd(end: End): string {
  return end.includes(':') ? end : `{${end}}`;
}

function describeSpan(span: Span): string {
  if (typeof span === 'number') return `${span} ms`;
  if (span === 'a while') return span;
  return span.times === undefined ? `the ${span.limit} limit` : `${span.times} of the ${span.limit} limit`;
}
