import { readFileSync } from 'node:fs';
import { loadMachines, type MachineTables } from '../src/source/machine-table.ts';

/** The tables of the specification. */
export function readMachines(): MachineTables {
  return loadMachines(readFileSync(new URL('./machines.yaml', import.meta.url), 'utf8'), 'spec/machines.yaml');
}
