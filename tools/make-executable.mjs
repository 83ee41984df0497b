#!/usr/bin/env node
/**
 * Lets everyone run the files named on the command line. The compiler writes the bin without leave to be run, and npm
 * grants it only where it links the package for the first time.
 */
import { chmodSync } from 'node:fs';

for (const file of process.argv.slice(2)) chmodSync(file, 0o755);
