import type { Condition, MachineTable, MachineTables, Row } from '../src/source/machine-table.ts';

/** Writes machines.md from the tables: of each machine a state diagram, its rows, and what the names mean. */
export function renderMachines({ exchange, responder }: MachineTables): string {
  return [HEAD, renderMachine(exchange), renderMachine(responder)].join('\n');
}

const HEAD = `# The machines of PSAP/1

<!-- Written by \`npm run generate\` from machines.yaml. Change that file, and not this one. -->

What a scanner and a responder do on one connection follows from the clauses of [psap.md](psap.md); here it stands as
two machines. A machine is in one state. An event comes, and exactly one row of that state and event has a guard that
holds; a row without a guard always holds. The machine carries out the row's effects in their order, gives the variables
that the row sets the value that the event brings, and is then in the next state. The diagrams leave out timers, and
events that change nothing.
`;

function renderMachine(table: MachineTable): string {
  const { title, story, variables, timers, messages } = table;
  return [
    `## ${title}\n`,
    `${wrap(story.trim())}\n`,
    renderDiagram(table),
    renderRows(table),
    renderWords('State', table.states),
    renderWords('Event', table.events),
    renderWords('Variable', variables),
    renderWords('Guard', table.guards),
    renderWords('Effect', table.effects),
    renderWords('Timer', timers),
    renderWords('Message', messages),
    renderOutcomes(table),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

// --- diagram ---------------------------------------------------------------------------------------------------------

function renderDiagram({ begins, rows }: MachineTable): string {
  const changing = rows.filter(({ state, next, effects, sets }) => state !== next || effects.length + sets.length > 0);
  const arrows = [...begins, ...changing].map(({ state = '[*]', next }) => `${state} --> ${next}`);
  const lines = [...new Set(arrows)].flatMap((arrow) => {
    const along = [...begins, ...changing].filter(({ state = '[*]', next }) => `${state} --> ${next}` === arrow);
    return labelsOf(along).map((label) => `    ${arrow}: ${label}`);
  });
  return ['```mermaid', 'stateDiagram-v2', ...lines, '```', ''].join('\n');
}

/** `timer, drain / send end, end`: one label for the events that do the same on their way from one state to another. */
function labelsOf(rows: readonly Row[]): string[] {
  const eventsByDoing = new Map<string, string[]>();
  for (const event of new Set(rows.map((row) => row.event))) {
    const same = rows.filter((row) => row.event === event);
    const [only] = same;
    const guard = same.length === 1 && only!.guard.length > 0 ? ` [${formatGuard(only!.guard)}]` : '';
    const doing = summarise(same.flatMap(({ effects }) => effects));
    eventsByDoing.set(doing, [...(eventsByDoing.get(doing) ?? []), `${event}${guard}`]);
  }
  return [...eventsByDoing].map(([doing, events]) =>
    doing === '' ? events.join(', ') : `${events.join(', ')} / ${doing}`,
  );
}

/** Each effect once and without timers; `settle` alone where there are several outcomes, and so on. */
function summarise(effects: readonly string[]): string {
  const distinct = [...new Set(effects)].filter((effect) => !effect.startsWith('set-timer'));
  const verbs = new Set(distinct.map((effect) => effect.split(' ')[0]!));
  return [...verbs]
    .map((verb) => {
      const same = distinct.filter((effect) => effect.split(' ')[0] === verb);
      return same.length === 1 ? same[0]!.replace(/ <\w+>/, '') : verb;
    })
    .join(', ');
}

// --- tables ----------------------------------------------------------------------------------------------------------

function renderRows({ begins, rows }: MachineTable): string {
  const places = [...new Set([...begins, ...rows].map(({ place }) => place))];
  const lines = places.map((place) => {
    const same = [...begins, ...rows].filter((row) => row.place === place);
    const { guard, next, sets, effects, clause, note } = same[0]!;
    const states = [...new Set(same.map(({ state }) => state ?? '—'))].join(', ');
    const events = [...new Set(same.map(({ event }) => event))].join(', ');
    const done = [...effects.map((effect) => `\`${effect}\``), ...sets.map((name) => `sets \`${name}\``)].join(', ');
    return [states, events, formatGuard(guard), next, done, clause.join(', '), note ?? ''];
  });
  return renderTable(['state', 'event', 'guard', 'next', 'effects', 'clauses', 'note'], lines);
}

function renderWords(kind: string, words: Readonly<Record<string, string>>): string {
  const rows = Object.entries(words).map(([name, meaning]) => [`\`${name}\``, meaning.trim()]);
  return rows.length === 0 ? '' : renderTable([kind, 'meaning'], rows);
}

function renderOutcomes({ outcomes }: MachineTable): string {
  const rows = Object.entries(outcomes).map(([name, { means, verdict }]) => [
    `\`${name}\``,
    means,
    verdict === undefined ? 'none' : `\`${verdict.replace(' ', '` `')}\``,
  ]);
  return rows.length === 0 ? '' : renderTable(['Outcome', 'meaning', 'verdict'], rows);
}

/** A table whose columns are as wide as their widest cell, as the formatter has it. */
function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((cells) => cells[column]!.length)));
  const pad = (cells: readonly string[], fill = ' ') => cells.map((cell, column) => cell.padEnd(widths[column]!, fill));
  const rule = pad(
    head.map(() => ''),
    '-',
  );
  return `${[pad(head), rule, ...rows.map((cells) => pad(cells))].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

/** Breaks a paragraph into lines of at most 120 columns. */
function wrap(text: string): string {
  return text.replace(/(?=.{121})(.{1,120}) /g, '$1\n');
}

function formatGuard(guard: readonly Condition[]): string {
  return guard.map((condition) => (condition.holds ? condition.guard : `not ${condition.guard}`)).join(' and ');
}
