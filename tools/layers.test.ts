import { readdirSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type House, isTest, judgeFile } from './layers/judge-layers.ts';

/** All rooms that stand below scenarios. */
const foundations = [
  'protocol',
  'runtime',
  'runtime/node',
  'results',
  'source',
  'probe',
  'engines',
  'respond',
  'sim',
  'faults',
  'scan',
];

/** Who may import whom. Complete: a room that is not named may not be imported. CONTRIBUTING.md says it in words. */
const house: House = {
  protocol: { imports: [], pure: true },
  runtime: { imports: [] },
  'runtime/node': { imports: ['runtime'], node: true },
  results: { imports: [], pure: true },
  source: { imports: [] },
  probe: { imports: ['protocol', 'runtime', 'results'], pure: true },
  engines: { imports: ['probe', 'protocol', 'runtime', 'results'], pure: true },
  respond: { imports: ['probe', 'protocol', 'runtime', 'results', 'source'], pure: true },
  sim: { imports: ['probe', 'protocol', 'runtime', 'results'], pure: true },
  faults: { imports: ['runtime', 'runtime/node'], node: true },
  scan: { imports: ['probe', 'protocol', 'runtime', 'results'], pure: true },
  scenario: { imports: foundations },
  conform: { imports: foundations, pure: true },
  bench: { imports: foundations, node: true },
  diff: { imports: ['results', 'source'], pure: true },
  report: { imports: ['results', 'source'], pure: true },
  cli: { imports: [...foundations, 'scenario', 'conform', 'bench', 'diff', 'report'], node: true },
};

/** Time, chance and the process: what pure rooms are given through runtime, or do without. */
const ambient = [
  'Date',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'process',
  'crypto',
  'globalThis',
  'Math.random',
];

const judge = (path: string, text: string): string[] => judgeFile(house, ambient, path, text);

const root = new URL('../', import.meta.url);
const sources = readdirSync(new URL('src', root), { recursive: true, encoding: 'utf8' })
  .map((path) => `src/${path.replaceAll(sep, '/')}`)
  .filter((path) => /\.[mc]?[jt]s$/.test(path) && !isTest(path))
  .sort();

describe('the house', () => {
  it('stands: every source file keeps its rules', () => {
    expect(sources).not.toEqual([]);
    expect(sources.flatMap((path) => judge(path, readFileSync(new URL(path, root), 'utf8')))).toEqual([]);
  });
});

describe('the table', () => {
  const rooms = Object.keys(house);

  it.each(rooms)('lets %s import its own files, and no test', (room) => {
    expect(judge(`src/${room}/a.ts`, "import './b.ts';")).toEqual([]);
    const rule = 'nothing imports a test or a testing/ folder';
    expect(judge(`src/${room}/a.ts`, "import './b.test.ts';")).toEqual([
      `src/${room}/a.ts:1 imports './b.test.ts': ${rule}`,
    ]);
    expect(judge(`src/${room}/a.ts`, "import './testing/b.ts';")).toEqual([
      `src/${room}/a.ts:1 imports './testing/b.ts': ${rule}`,
    ]);
  });

  it.each(rooms)('decides which rooms %s may import', (from) => {
    const up = '../'.repeat(from.split('/').length);
    for (const to of rooms) {
      const faults = judge(`src/${from}/a.ts`, `import '${up}${to}/b.ts';`);
      const allowed = to === from || house[from]!.imports.includes(to);
      expect(faults).toHaveLength(allowed ? 0 : 1);
      if (!allowed) expect(faults[0]).toMatch(`src/${from}/a.ts:1 imports '${up}${to}/b.ts': ${from} may import`);
    }
  });

  it.each(rooms)('decides whether %s may import modules of node', (room) => {
    for (const specifier of ['node:net', 'fs', 'fs/promises']) {
      const fault = `src/${room}/a.ts:1 imports '${specifier}': only runtime/node, faults, bench, cli import modules of node`;
      expect(judge(`src/${room}/a.ts`, `import '${specifier}';`)).toEqual(house[room]!.node ? [] : [fault]);
    }
  });

  it.each(rooms)('decides whether %s has time, chance and the process', (room) => {
    for (const name of ambient) {
      const fault = `src/${room}/a.ts:1 uses ${name}: time, chance and the process reach ${room} through runtime alone`;
      expect(judge(`src/${room}/a.ts`, `export const value = ${name};`)).toEqual(house[room]!.pure ? [fault] : []);
    }
  });

  it('has a place for every file', () => {
    expect(judge('src/attic/a.ts', '')).toEqual(['src/attic/a.ts:1 is in no room of the house']);
    expect(judge('src/a.ts', '')).toEqual(['src/a.ts:1 is in no room of the house']);
    expect(judge('src/cli/a.ts', "import '../attic/b.ts';")).toEqual([
      "src/cli/a.ts:1 imports '../attic/b.ts': it is in no room of the house",
    ]);
  });
});

describe('an import', () => {
  it.each([
    "import '../cli/b.ts';",
    "import b from '../cli/b.ts';",
    "import type { B } from '../cli/b.ts';",
    "import { type B } from '../cli/b.ts';",
    "import b = require('../cli/b.ts');",
    "export * from '../cli/b.ts';",
    "export * as b from '../cli/b.ts';",
    "export { b } from '../cli/b.ts';",
    "export type { B } from '../cli/b.ts';",
    "export type B = import('../cli/b.ts').B;",
    "export type B = typeof import('../cli/b.ts');",
    "export const b = () => import('../cli/b.ts');",
    "export const b = require('../cli/b.ts');",
    "export const b = new Worker(new URL('../cli/b.ts', import.meta.url));",
  ])('is seen in %s', (text) => {
    expect(judge('src/sim/a.ts', `// The first line.\n${text}\n`)).toEqual([
      "src/sim/a.ts:2 imports '../cli/b.ts': sim may import probe, protocol, runtime, results and nothing else of ours",
    ]);
  });

  it('must be written down', () => {
    const rule = 'what is imported must be written down, or nobody can check it';
    expect(judge('src/cli/a.ts', 'export const b = (name: string) => import(name);')).toEqual([
      `src/cli/a.ts:1 imports '…': ${rule}`,
    ]);
  });

  it('from a package, or of a file outside of src, is none of the house', () => {
    expect(judge('src/protocol/a.ts', "import ipaddr from 'ipaddr.js';")).toEqual([]);
    expect(judge('src/cli/a.ts', "new URL('../../package.json', import.meta.url);")).toEqual([]);
  });
});

describe('a pure room', () => {
  it.each([
    ['Date.now()', 'Date.now'],
    ["Date['now']()", 'Date.now'],
    ['new Date()', 'Date'],
    ['{ performance }', 'performance'],
    ['globalThis.Date', 'globalThis.Date'],
    ['[setTimeout]', 'setTimeout'],
    ['Math.random()', 'Math.random'],
    ["Math['random']()", 'Math.random'],
    ['(({ random }) => random)(Math)', 'Math'],
    ['Math[name]', 'Math'],
  ])('may not say %s', (expression, name) => {
    expect(judge('src/scan/a.ts', `export const value = ${expression};`)).toEqual([
      `src/scan/a.ts:1 uses ${name}: time, chance and the process reach scan through runtime alone`,
    ]);
  });

  it.each(['Math.floor(1.5)', '{ process: 1 }', 'clock.Date', 'class { process() {} }', 'class { #process() {} }'])(
    'may say %s',
    (expression) => {
      expect(judge('src/scan/a.ts', `export const value = ${expression};`)).toEqual([]);
    },
  );

  it('must parse', () => {
    expect(judge('src/scan/a.ts', 'export const = 1;')[0]).toMatch(/^src\/scan\/a\.ts:1 cannot be parsed: /);
  });
});
