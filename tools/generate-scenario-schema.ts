/** Writes spec/scenario.schema.json (npm run generate). Run it after changing the shape of scenarios. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildScenarioSchema } from './scenario-schema/build-schema.ts';

const file = new URL('../spec/scenario.schema.json', import.meta.url);
writeFileSync(file, buildScenarioSchema());
console.error(`wrote ${fileURLToPath(file)}`);
