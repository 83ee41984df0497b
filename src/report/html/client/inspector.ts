import { count, formatDuration } from '../../plain-text.ts';
import type { Lane, LaneEvent } from '../page-data.ts';
import type { FieldView } from './field-view.ts';
import { element } from './make.ts';

/** All that is known of one port. */
export function portDetails(view: FieldView | undefined, index: number, lane: Lane | undefined): HTMLElement[] {
  const parts: HTMLElement[] = [];
  if (view !== undefined && index >= 0) parts.push(...finding(view, index));
  else if (lane !== undefined) parts.push(element('h3', {}, `Port ${lane.port} of ${lane.host}`));
  if (lane !== undefined) parts.push(conversation(lane));
  return parts;
}

function finding(view: FieldView, index: number): HTMLElement[] {
  const { state, reason, attempts, realisedBy } = view.groupAt(index);
  const { host, scanner, times, info } = view.field;
  const port = view.ports[index]!;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['reason', reason],
    ['time', formatDuration(times[index]!)],
    ['attempts', String(attempts)],
    ['realised by', realisedBy],
    ['says', info[port]],
    // What the scanner of a scenario with one is called.
    ['scanner', scanner === 'default' ? undefined : scanner],
  ];
  const rows = facts.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [element('dt', {}, name), element('dd', {}, value)],
  );
  const title = element('h3', {}, `Port ${port} of ${host} `, element('span', { class: `state text-${state}` }, state));
  return [title, element('dl', {}, ...rows)];
}

/** What happened on a lane, one line for each event: when, in which direction, what. */
function conversation({ events }: Lane): HTMLElement {
  const connections = new Set(events.flatMap(({ connection }) => connection ?? []));
  const rows = events.map((event) => {
    const text = eventText(event, connections.size > 1);
    const line = [
      element('span', { class: 'at' }, formatTime(event.at)),
      element('span', { class: 'way', 'aria-hidden': 'true' }, arrows[event.kind]),
    ];
    const classes = [`event-${event.kind}`, event.bad ? 'bad' : '', event.state ? `text-${event.state}` : ''];
    const attributes = { class: classes.filter((name) => name !== '').join(' ') };
    if (!event.hex) return element('li', attributes, ...line, element('span', { class: 'what' }, text));
    const dump = element('pre', {}, hexDump(event.hex, event.size ?? 0));
    const details = element('details', { class: 'what' }, element('summary', {}, text), dump);
    return element('li', attributes, ...line, details);
  });
  const head = element('p', { class: 'note' }, 'What happened, and when in ms');
  return element('div', { class: 'conversation' }, head, element('ol', {}, ...rows));
}

const arrows: Readonly<Record<LaneEvent['kind'], string>> = {
  dial: '⇢',
  up: '⇄',
  sent: '→',
  received: '←',
  end: '⊣',
  close: '×',
  verdict: '=',
  skipped: '…',
};

const words: Readonly<Record<LaneEvent['kind'], string>> = {
  dial: 'dials',
  up: 'up',
  sent: 'sent',
  received: 'received',
  end: 'ends its side',
  close: 'closed',
  verdict: '',
  skipped: '',
};

/** An event in words; which connection it is of, where there are several. */
export function eventText({ kind, text, size, connection, end }: LaneEvent, several: boolean): string {
  const octets = size === undefined ? '' : count(size, 'octet');
  const said = text === '' ? octets : octets === '' ? text : `${text}, ${octets}`;
  const which = several && connection !== undefined ? `#${connection} ` : '';
  return `${which}${[end === 'error' ? 'failed' : words[kind], said].filter((part) => part !== '').join(' ')}`;
}

function formatTime(ms: number): string {
  return `${ms.toFixed(ms < 1_000 ? 2 : 1)}`;
}

/** Rows of eight octets, as digits and as characters. */
function hexDump(hex: string, size: number): string {
  const octets = hex.match(/../g) ?? [];
  const lines: string[] = [];
  for (let at = 0; at < octets.length; at += 8) {
    const row = octets.slice(at, at + 8);
    const characters = row.map((digits) => {
      const code = Number.parseInt(digits, 16);
      return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·';
    });
    lines.push(`${row.join(' ').padEnd(23)}  ${characters.join('')}`);
  }
  if (octets.length < size) lines.push(`… ${count(size - octets.length, 'more octet')}`);
  return lines.join('\n');
}
