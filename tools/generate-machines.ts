/** Writes spec/machines.md from spec/machines.yaml (npm run generate). Run it after changing a table. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderMachines } from '../spec/machine-document.ts';
import { readMachines } from '../spec/machine-table.ts';

const document = new URL('../spec/machines.md', import.meta.url);
writeFileSync(document, renderMachines(readMachines()));
console.error(`wrote ${fileURLToPath(document)}`);
