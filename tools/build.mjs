#!/usr/bin/env node
/**
 * Builds the programs of the package (npm run build): our modules and the packages that they need, joined to few files.
 *
 *     node tools/build.mjs [FOLDER]        to `dist` where no folder is named; it must lie within the package
 *
 * They are CommonJS: `require` opens one file after the other, where `import` opens all at once that a module imports, so
 * that every command starts sooner, and with few descriptors. What a command imports when it needs it stays a file of its
 * own. Nothing is renamed or squeezed, and each module stands under its path, so that stack traces name useful places.
 *
 * Fails where a file would need a package that is not joined, and at every warning.
 */
import { chmodSync, copyFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { describePackages } from './build/bundled-packages.mjs';

const root = path.resolve(import.meta.dirname, '..');
const folder = path.resolve(root, process.argv[2] ?? 'dist');

/** By their paths in `src/`, which are theirs in the folder as well. */
const programs = ['cli/main', 'bench/scanner-process', 'bench/target-process'];

const bundle = await rolldown({
  cwd: root,
  platform: 'node',
  input: Object.fromEntries(programs.map((name) => [name, `src/${name}.ts`])),
  onLog(level, { message }) {
    if (level === 'warn') throw new Error(message);
  },
});
const { output } = await bundle.write({
  dir: folder,
  // A folder that was named may hold what is not ours.
  cleanDir: process.argv[2] === undefined,
  format: 'cjs',
  entryFileNames: '[name].js',
  chunkFileNames: '[name].js',
});
await bundle.close();

const chunks = output.filter((file) => file.type === 'chunk');
const own = new Set(chunks.map(({ fileName }) => fileName));
for (const { fileName, imports } of chunks) {
  const foreign = imports.filter((name) => !own.has(name) && !isBuiltin(name));
  if (foreign.length > 0) throw new Error(`${fileName} needs ${foreign.join(', ')}`);
}

// A thread's module, in plain JavaScript, that needs no other.
copyFileSync(
  path.join(root, 'src/faults/saturated-listener-worker.mjs'),
  path.join(folder, 'saturated-listener-worker.mjs'),
);
writeFileSync(path.join(folder, 'package.json'), '{ "type": "commonjs" }\n');
writeFileSync(path.join(folder, 'PACKAGES.txt'), describePackages(chunks.flatMap(({ moduleIds }) => moduleIds)));
// npm lets everyone run the bin only where it links the package for the first time.
chmodSync(path.join(folder, 'cli/main.js'), 0o755);
