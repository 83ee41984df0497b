import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { globSync } from 'tinyglobby';
import { describe, expect, it, test } from 'vitest';
import { addBenchCommand } from '../src/cli/bench.ts';
import { addConformCommand } from '../src/cli/conform.ts';
import { addDecodeCommand } from '../src/cli/decode.ts';
import { addDiffCommand } from '../src/cli/diff.ts';
import { addExplainCommand } from '../src/cli/explain.ts';
import { addRunCommand } from '../src/cli/run.ts';
import { addScanCommand } from '../src/cli/scan.ts';
import { addServeCommand } from '../src/cli/serve.ts';
import { addToxiproxyCommand } from '../src/cli/toxiproxy.ts';
import { addUpCommand } from '../src/cli/up.ts';
import { loadTargetProfile } from '../src/conform/profile-source.ts';
import { loadHostProfile } from '../src/respond/profile-source.ts';
import { anchors, localLinks, shownCommands } from './docs/markdown.ts';

/** What the documents link to is there, and what they say of the command line is what it takes. */

const root = path.join(import.meta.dirname, '..');
const files = globSync(['*.md', '{docs,examples,model,scenarios,spec,src}/**/*.md'], { cwd: root });
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe.each(files)('%s', (file) => {
  it('links to what is there', () => {
    const dead = localLinks(read(file)).filter(({ path: target, anchor }) => {
      const place = target === '' ? file : path.join(path.dirname(file), target);
      if (!existsSync(path.join(root, place))) return true;
      return anchor !== undefined && !anchors(read(place)).has(anchor);
    });
    expect(dead).toEqual([]);
  });
});

const program = new Command('portlab');
for (const add of [
  addBenchCommand,
  addConformCommand,
  addDecodeCommand,
  addDiffCommand,
  addExplainCommand,
  addRunCommand,
  addScanCommand,
  addServeCommand,
  addToxiproxyCommand,
  addUpCommand,
]) {
  add(program, () => {});
}
/** The flags of each command, short and long. */
const flagsOf = new Map(
  program.commands
    .flatMap((command) => [
      [command.name(), command] as const,
      ...command.commands.map((one) => [`${command.name()} ${one.name()}`, one] as const),
    ])
    .map(([name, command]) => [
      name,
      command.options.flatMap(({ short, long }) => [short, long]).filter((flag) => flag !== undefined),
    ]),
);

/** Where a user looks for what a command takes. */
const guides = ['README.md', ...globSync('docs/*.md', { cwd: root }), 'spec/scenarios.md'];

test.each([...flagsOf])('every flag of `portlab %s` is told of', (name, flags) => {
  const text = guides
    .map(read)
    .filter((guide) => guide.includes(`portlab ${name}`))
    .join('\n');
  const untold = flags.filter((flag) => !new RegExp(`(?<![\\w-])${flag}(?![\\w-])`).test(text));
  expect(untold.filter((flag) => flag !== '--no-color' && flag !== '--version')).toEqual([]);
});

test('command lines are what the command line takes', () => {
  const wrong = files.flatMap((file) =>
    shownCommands(read(file)).flatMap(({ command, flags }) => {
      const known = flagsOf.get(command);
      return known === undefined
        ? []
        : flags
            .filter((flag) => flag !== '--help' && !known.includes(flag))
            .map((flag) => `${file}: portlab ${command} ${flag}`);
    }),
  );
  expect(wrong).toEqual([]);
});

test('the profile for the suite is true of the host that the README serves', () => {
  const [host, target] = ['host.yaml', 'target.yaml'].map(
    (file) => new RegExp(`^\`\`\`yaml\\n# ${file}\\n(.*?)^\`\`\``, 'ms').exec(read('README.md'))![1]!,
  );
  const { address, ports } = loadHostProfile(host!, 'host.yaml');
  const said = loadTargetProfile(target!, 'target.yaml', { address, port: 14_545 });
  expect(said).toMatchObject({ address, proxied: false, denied: new Set(), limits: {} });
  for (const state of ['open', 'closed', 'filtered'] as const) {
    expect(said[state].map((port) => ports.get(port).state)).toEqual(said[state].map(() => state));
  }
});
