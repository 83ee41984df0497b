import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { buildPortlab, root } from './testing/built.ts';
import { folderWith, freePorts, ownAddress } from './testing/places.ts';
import { type Portlab, runPortlab, startPortlab } from './testing/portlab.ts';

/** What is built, as people have it: every command where descriptors are few, and the package without anything else. */

const built = buildPortlab();

describe.skipIf(process.platform === 'win32')('under a limit of 64 descriptors', () => {
  const options = () => ({ program: built.main, descriptors: 64 });
  const run = (words: readonly string[]) => runPortlab(words, options());
  const start = (words: readonly string[]) => startPortlab(words, options());
  const scenario = path.join(root, 'scenarios/reset.yaml');

  it.each(['scan', 'serve', 'run', 'up', 'conform', 'diff', 'decode', 'explain', 'bench', 'toxiproxy'])(
    '%s --help',
    async (name) => {
      const { code, stdout, stderr } = await run([name, '--help']);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain(`Usage: portlab ${name} `);
    },
  );

  it('serve, and scan, record, compare and ask what is served', async () => {
    const host = ownAddress();
    const [agent, open, closed] = await freePorts(host, 3);
    const folder = await folderWith({});
    const [saved, recorded] = [path.join(folder, 'scan.json'), path.join(folder, 'met.yaml')];
    const server = start(['serve', '--host', host, '--ports', `${open}`, '--agent', `${agent}`]);
    await server.until('stdout', /Answering for/);

    const scan = await run(['scan', host, '-p', `${open},${closed}`, '-o', saved, '--record', recorded]);
    expect(scan).toMatchObject({ code: 0, stdout: expect.stringContaining('1 open, 1 closed') });
    expect(await run(['run', recorded])).toMatchObject({ code: 0 });
    expect(await run(['diff', saved, saved])).toMatchObject({ code: 0 });
    const conform = await run(['conform', `${host}:${open}`, '--run', 'STATUS-OPEN-*']);
    expect(conform).toMatchObject({ code: 0, stderr: '' });
    expect(await interrupted(server)).toBe(0);
  });

  it('run and up', async () => {
    expect(await run(['run', scenario, '--toxiproxy', 'embedded'])).toMatchObject({ code: 0 });
    const world = start(['up', scenario, '--toxiproxy', 'embedded']);
    await world.until('stdout', /8080/);
    expect(await interrupted(world)).toBe(0);
  });

  it('run says what it lacks, and takes no reset of its own making for one of the peer', async () => {
    for (const descriptors of [28, 34, 40]) {
      const ran = await runPortlab(['run', scenario, '--toxiproxy', 'embedded'], { program: built.main, descriptors });
      // A world that is up leaves room for a probe, or it does not.
      if (ran.code !== 0)
        expect(ran).toMatchObject({ code: 3, stderr: expect.stringMatching(/descriptors|open files/) });
    }
    const wide = await folderWith({
      'wide.yaml':
        'name: n\ndescription: d\ntarget: { ports: { default: closed } }\nscan: { ports: 1-99, concurrency: 99 }\n',
    });
    const refused = await run(['run', path.join(wide, 'wide.yaml'), '--toxiproxy', 'embedded']);
    expect(refused).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('99 probes at once need 396 descriptors'),
    });
  });

  it('decode and explain', async () => {
    const hello = '48 65 6c 6c 6f';
    expect(await run(['decode', hello])).toMatchObject({ code: 1 });
    expect(await run(['explain', 'STATUS-3'])).toMatchObject({ code: 0, stderr: '' });
  });

  it('bench says how many it needs, and runs with those', async () => {
    const words = 'bench scan --behaviour closed --concurrency 1 --ports 10 --repeat 1 --peers none'.split(' ');
    const { code, stderr } = await run(words);
    const needed = Number(/the targets need (\d+) descriptors/.exec(stderr)?.[1]);
    expect([code, needed]).toEqual([3, expect.any(Number)]);
    expect(await runPortlab(words, { ...options(), descriptors: needed })).toMatchObject({ code: 0 });
  });

  it('toxiproxy', async () => {
    const server = start(['toxiproxy', '--host', ownAddress(), '--port', '0']);
    await server.until('stdout', /Ctrl-C stops/);
    expect(await interrupted(server)).toBe(0);
  });

  async function interrupted(portlab: Portlab): Promise<number | undefined> {
    portlab.kill('SIGINT');
    return (await portlab.ended).code;
  }
});

// Without a network: it needs no other package, or npm would ask for it.
it.skipIf(process.platform === 'win32')('the package, installed by itself, has all that it needs', async () => {
  const folder = await folderWith({ 'package.json': '{}' });
  const npm = (words: readonly string[], cwd: string) => promisify(execFile)('npm', words, { cwd });
  const { stdout } = await npm(['pack', '--json', '--pack-destination', folder], root);
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('[')));
  await npm(['install', '--omit=dev', '--offline', '--no-audit', '--no-fund', `./${filename}`], folder);

  const installed = path.join(folder, 'node_modules/portlab');
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const portlab = (...words: string[]) =>
    promisify(execFile)('npx', ['--no-install', 'portlab', ...words], { cwd: folder });
  expect(await portlab('--version')).toEqual({ stdout: `${version}\n`, stderr: '' });
  expect((await portlab('scan', ownAddress(), '-p', '1,2,3')).stdout).toContain('3 closed');
  const run = await portlab('run', path.join(installed, 'scenarios/filtered.yaml'), '--toxiproxy', 'embedded');
  expect(run.stdout).toContain('1 scenario: 1 passed, 0 failed');
  expect((await portlab('explain', 'STATUS-3')).stdout).toContain('STATUS-3');
});
