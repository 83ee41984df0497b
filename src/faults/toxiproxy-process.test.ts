import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectOutcome, expectNoLeak } from './testing/sockets.ts';
import { ToxiproxyUnavailableError } from './toxiproxy-error.ts';
import { startToxiproxy } from './toxiproxy-process.ts';

/*
 * With programs that stand in for toxiproxy-server, so that this is tested where there is none, and so that they can
 * fail. The real one is started by differential-*.test.ts.
 */

/** Serves as much of the API as starting needs: the proxies of its configuration, and a version. */
const SERVE = `
  const flag = (name) => process.argv[process.argv.indexOf(name) + 1];
  const serve = (marks) => require('node:http').createServer((request, response) => {
    if (request.method === 'DELETE') response.writeHead(204).end();
    else if (request.url === '/version') response.end('{"version": "2.99.0"}');
    else response.end(JSON.stringify(Object.fromEntries(marks.map((proxy) => [proxy.name, { listen: '', ...proxy }]))));
  }).listen(flag('-port'), flag('-host'));
  const marks = JSON.parse(require('node:fs').readFileSync(flag('-config'), 'utf8'));
`;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'portlab-test-'));
});

afterEach(() => rm(folder, { recursive: true }));

/** A program that runs these lines. */
async function program(lines: string): Promise<string> {
  const file = path.join(folder, 'toxiproxy-server');
  await writeFile(file, `#!${process.execPath}\n${lines}`);
  await chmod(file, 0o755);
  return file;
}

const failure = (binary: string, timeoutMs?: number): Promise<Error> =>
  startToxiproxy(binary, timeoutMs === undefined ? {} : { timeoutMs }).then(
    () => new Error('it started'),
    (error) => error,
  );

test('starts a server, knows its name, and ends it', () =>
  expectNoLeak(async () => {
    const server = await startToxiproxy(await program(`${SERVE} serve(marks);`));
    expect(server.name).toBe('toxiproxy 2.99.0');
    await server.close();
    expect(await connectOutcome(addressOf(server.url), 5_000)).toBe('ECONNREFUSED');
  }));

test('ends a server that does not want to', async () => {
  const binary = await program(`${SERVE} process.on('SIGTERM', () => {}); serve(marks);`);
  const server = await startToxiproxy(binary);
  await server.close();
  expect(await connectOutcome(addressOf(server.url), 5_000)).toBe('ECONNREFUSED');
});

test('takes another port where the first is lost to another server', async () => {
  // The first run is not ours: it has no mark.
  const binary = await program(`${SERVE}
    const seen = __filename + '.seen';
    const first = !require('node:fs').existsSync(seen);
    require('node:fs').writeFileSync(seen, '');
    serve(first ? [] : marks);`);
  const server = await startToxiproxy(binary);
  await server.close();
});

describe('a server that does not come up', () => {
  test('because it ends: says so, with what it printed', async () => {
    const error = await failure(await program(`console.error('no such flag'); process.exit(2);`));
    expect(error).toBeInstanceOf(ToxiproxyUnavailableError);
    expect(error.message).toContain('ended instead of serving');
    expect(error.message).toContain('--toxiproxy embedded');
    expect(error.message).toContain('It said:\nno such flag');
  });

  test('because it does nothing: says so in time', () =>
    expectNoLeak(async () => {
      const error = await failure(await program('setInterval(() => {}, 1000);'), 500);
      expect(error).toBeInstanceOf(ToxiproxyUnavailableError);
      expect(error.message).toContain('did not answer at http://127.0.0.1:');
    }));

  test('because every port is taken: gives up', async () => {
    const error = await failure(
      await program(`console.log('bind: address already in use'); setInterval(() => {}, 1000);`),
    );
    expect(error.message).toContain('lost 5 free ports to other programs');
  });

  test('because it is no program', async () => {
    const error = await failure(folder);
    expect(error).toBeInstanceOf(ToxiproxyUnavailableError);
    expect(error.message).toContain('cannot be run (EACCES)');
  });
});

test.runIf(process.platform !== 'win32')('a server does not outlive us, even where we are killed', async () => {
  const binary = await program(`${SERVE} serve(marks);`);
  const module = new URL('./toxiproxy-process.ts', import.meta.url);
  const script = `
    const { startToxiproxy } = await import(${JSON.stringify(module.href)});
    console.log((await startToxiproxy(${JSON.stringify(binary)})).url);`;
  const host = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(host.stdout, 'data');
  const { address, port } = addressOf(String(line).trim());
  expect(await connectOutcome({ address, port }, 5_000)).toBe('connected');
  host.kill('SIGKILL');
  await once(host, 'close');
  for (let outcome = 'connected'; outcome === 'connected'; ) outcome = await connectOutcome({ address, port }, 5_000);
});

function addressOf(url: string) {
  const { hostname, port } = new URL(url);
  return { address: hostname, port: Number(port) };
}
