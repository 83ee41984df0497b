#!/usr/bin/env node
/** Writes spec/vectors/psap-vectors.json from the YAML files beside it. Run it after changing a vector. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EXPORT_FILE, exportVectors } from './vectors/export.mjs';

writeFileSync(EXPORT_FILE, exportVectors());
console.error(`wrote ${fileURLToPath(EXPORT_FILE)}`);
