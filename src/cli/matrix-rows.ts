import { InvalidArgumentError } from 'commander';
import type { Scenario } from '../scenario/model.ts';
import { listQuoted, suggest } from '../source/suggest.ts';
import { usageError } from './exit-code.ts';

/** Which rows of matrices to run: `--matrix lag=250ms`. */

/** Values by name; of one name any of its values will do. */
export type WantedRows = ReadonlyMap<string, readonly string[]>;

/** `lag=250ms`, of an option that may stand several times. */
export function collectRows(text: string, before: WantedRows = new Map()): WantedRows {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new InvalidArgumentError('It must be a name and a value, as in lag=250ms.');
  }
  return new Map([...before, [name, [...(before.get(name) ?? []), value]]]);
}

/** The scenarios whose rows have the wanted values. Throws a CommandError where there are none. */
export function chooseRows(scenarios: readonly Scenario[], wanted: WantedRows | undefined): readonly Scenario[] {
  if (wanted === undefined) return scenarios;
  const chosen = scenarios.filter(({ row = {} }) => {
    return [...wanted].every(([name, values]) => Object.hasOwn(row, name) && values.includes(row[name]!));
  });
  if (chosen.length > 0) return chosen;
  throw usageError(`no row of a matrix has ${describe(wanted)}${hint(scenarios, wanted)}`);
}

function describe(wanted: WantedRows): string {
  return [...wanted].flatMap(([name, values]) => values.map((value) => `${name}=${value}`)).join(' and ');
}

function hint(scenarios: readonly Scenario[], wanted: WantedRows): string {
  const cells = new Set(scenarios.flatMap(({ row = {} }) => Object.entries(row).map((cell) => cell.join('='))));
  if (cells.size === 0) return ': there is no matrix';
  const meant = [...wanted].flatMap(([name, values]) =>
    values.flatMap((value) => suggest(`${name}=${value}`, cells) ?? []),
  );
  return meant.length === 0 ? `: there are ${listQuoted([...cells])}` : `; did you mean ${meant.join(' and ')}?`;
}
