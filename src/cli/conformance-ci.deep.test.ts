import { execFile, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadKnownFailures } from '../conform/known-failures.ts';
import { loadTargetProfile } from '../conform/profile-source.ts';
import { readXml } from '../report/testing/read-xml.ts';
import { folderWith, freePorts, ownAddress } from './testing/places.ts';

/** The example of a pipeline, run as a pipeline would. */

const example = fileURLToPath(new URL('../../examples/conformance-ci/', import.meta.url));
const main = fileURLToPath(new URL('main.ts', import.meta.url));
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const portlab = `${process.execPath} --import ${tsx} ${main}`;

/** Its files in a folder, at ports that are free here. */
async function copyExample() {
  const address = ownAddress();
  const ports = await freePorts(address, 5);
  const names = ['14022', '14080', '14081', '14545', '14800'];
  const read = async (name: string) => {
    const text = await readFile(path.join(example, name), 'utf8');
    const moved = names.reduce((changed, port, index) => changed.replaceAll(port, String(ports[index])), text);
    // What waits for a limit takes long, and is no matter of the script.
    return moved.replaceAll('127.0.0.1', address).replace(/^limits:.*$/m, '');
  };
  const script = await readFile(path.join(example, 'run-conformance.sh'), 'utf8');
  const known = await readFile(path.join(example, 'known-failing.yaml'), 'utf8');
  const files = { 'host.yaml': await read('host.yaml'), 'target.yaml': await read('target.yaml') };
  const folder = await folderWith({ ...files, 'run-conformance.sh': script, 'known-failing.yaml': known });
  return { folder, address, target: `${address}:${ports[3]}` };
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function runScript(folder: string, env: Readonly<Record<string, string>>): Promise<Ended> {
  return new Promise((resolve) => {
    const options = {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1', REPORTS: 'reports', PORTLAB: portlab, ...env },
    };
    const child = execFile('sh', ['run-conformance.sh'], options, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

describe.skipIf(process.platform === 'win32')('the example of a pipeline', () => {
  it('starts a server, runs the suite against it, and leaves reports', async () => {
    const { folder, address, target } = await copyExample();
    const server = `${portlab} serve --profile host.yaml --host ${address}`;
    const { code, stdout, stderr } = await runScript(folder, { TARGET: target, SERVER: server });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/\d+ cases: \d+ pass/);
    const { attributes } = readXml(await readFile(path.join(folder, 'reports/conformance.xml'), 'utf8'));
    expect(attributes).toMatchObject({ failures: '0', errors: '0' });
    expect(await readFile(path.join(folder, 'reports/conformance.html'), 'utf8')).toContain('portlab conform');
    expect(await readFile(path.join(folder, 'reports/conformance.jsonl'), 'utf8')).toContain('"name":"STATUS-OPEN-01"');
  }, 60_000);

  it('says why where the server does not start', async () => {
    const { folder, target } = await copyExample();
    const { code, stderr } = await runScript(folder, {
      TARGET: target,
      SERVER: 'sh -c "echo no such key >&2; exit 4"',
    });
    expect(code).toBe(3);
    expect(stderr).toContain(`the server does not answer at ${target}`);
    expect(stderr).toContain('no such key');
  }, 60_000);

  it('has files that are right as they are', async () => {
    const read = (name: string) => readFile(path.join(example, name), 'utf8');
    const target = loadTargetProfile(await read('target.yaml'), 'target.yaml', { address: '127.0.0.1', port: 14_545 });
    const host = parse(await read('host.yaml')) as { ports: Record<string, unknown> };
    expect(target.open.map(String)).toEqual(
      Object.keys(host.ports)
        .filter((port) => port !== 'default')
        .slice(0, 2),
    );
    expect(loadKnownFailures(await read('known-failing.yaml'), 'known-failing.yaml', []).surprises).toEqual([]);
    expect(spawnSync('sh', ['-n', path.join(example, 'run-conformance.sh')]).status).toBe(0);
    const workflow = parse(await read('conformance.yml')) as { jobs: { psap: { steps: { run?: string }[] } } };
    expect(workflow.jobs.psap.steps.map(({ run }) => run)).toContain('conformance/run-conformance.sh');
  });
});
