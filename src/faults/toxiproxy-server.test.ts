import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeClock } from '../runtime/node/clock.ts';
import { SERVER_NAME } from './embedded/identity.ts';
import { expectNoLeak } from './testing/sockets.ts';
import { seededRandom } from './testing/sources.ts';
import { ToxiproxyOutOfScopeError, ToxiproxyUnavailableError } from './toxiproxy-error.ts';
import { chooseToxiproxy, openToxiproxy } from './toxiproxy-server.ts';

const sources = { clock: nodeClock, random: seededRandom(1) };
const url = 'http://127.0.0.1:8474';
const none = '/nonexistent/toxiproxy-server';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'portlab-test-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('the choice', () => {
  /** Puts a program of that name into the folder. */
  const program = async (name: string, mode = 0o755) => {
    const file = path.join(folder, name);
    await writeFile(file, '');
    await chmod(file, mode);
    return file;
  };

  test.each([
    ['embedded', 'embedded'],
    [url, { url }],
    ['HTTP://localhost:1', { url: 'HTTP://localhost:1' }],
    ['./toxiproxy-server', { binary: './toxiproxy-server' }],
    ['toxiproxy-server', { binary: 'toxiproxy-server' }],
  ])('is taken as it is: %s', async (choice, chosen) => {
    const environment = { TOXIPROXY_URL: 'http://127.0.0.1:1', PATH: folder };
    expect(await chooseToxiproxy(choice, environment, none)).toEqual(chosen);
  });

  test('is TOXIPROXY_URL without one', async () => {
    await program('toxiproxy-server');
    expect(await chooseToxiproxy(undefined, { TOXIPROXY_URL: url, PATH: folder }, none)).toEqual({ url });
  });

  test('then a toxiproxy-server on the PATH', async () => {
    const binary = await program('toxiproxy-server');
    const searched = ['/nonexistent', '', folder].join(path.delimiter);
    expect(await chooseToxiproxy(undefined, { TOXIPROXY_URL: '', PATH: searched }, none)).toEqual({ binary });
  });

  test('then the one in the cache', async () => {
    const cached = await program('cached');
    expect(await chooseToxiproxy(undefined, { PATH: folder }, cached)).toEqual({ binary: cached });
  });

  test('else the embedded one, also where what is there cannot be run', async () => {
    await program('toxiproxy-server', 0o644);
    expect(await chooseToxiproxy(undefined, { PATH: folder }, none)).toBe('embedded');
    expect(await chooseToxiproxy(undefined, {}, none)).toBe('embedded');
  });
});

describe('opening', () => {
  const refusal = (choice: string, allows?: (address: string) => boolean) =>
    openToxiproxy({ ...sources, choice, ...(allows && { allows }) }).then(
      () => undefined,
      (error) => error,
    );

  test('the embedded server', () =>
    expectNoLeak(async () => {
      const server = await openToxiproxy({ ...sources, choice: 'embedded' });
      expect(server.name).toBe('embedded');
      expect(await server.client.proxies()).toEqual([]);
      await server.close();
    }));

  test('a server at a URL, which goes on when it is closed', async () => {
    const running = await openToxiproxy({ ...sources, choice: 'embedded' });
    for (const choice of [running.url, running.url.replace('127.0.0.1', 'localhost')]) {
      const server = await openToxiproxy({ ...sources, choice });
      expect([server.name, server.url]).toEqual([SERVER_NAME, running.url]);
      await server.close();
    }
    expect(await running.client.version()).toBe('2.12.0');
    await running.close();
  });

  test('a URL outside loopback is refused, unless it is allowed', async () => {
    for (const choice of ['http://192.0.2.1:8474', 'http://[2001:db8::1]:8474', 'http://[::ffff:192.0.2.1]:1']) {
      expect(await refusal(choice)).toBeInstanceOf(ToxiproxyOutOfScopeError);
    }
    const asked: string[] = [];
    const error = await refusal('http://127.0.0.1:65535', (address) => asked.push(address) < 0);
    expect(error).toBeInstanceOf(ToxiproxyOutOfScopeError);
    expect(asked).toEqual(['127.0.0.1']);
  });

  test('a URL where nobody answers says what to do', async () => {
    const { url, close } = await openToxiproxy({ ...sources, choice: 'embedded' });
    await close();
    const error = await refusal(url);
    expect(error).toBeInstanceOf(ToxiproxyUnavailableError);
    expect(error.message).toContain(`there is no Toxiproxy at ${url}: start it there, or use --toxiproxy embedded`);
  });

  test.each(['https://127.0.0.1:8474', 'http://'])('%s is no URL of a Toxiproxy', async (choice) => {
    const error = await refusal(choice);
    expect(error).toBeInstanceOf(ToxiproxyUnavailableError);
    expect(error.message).toContain('has to look like http://127.0.0.1:8474');
  });

  test('a host that is not known', async () => {
    expect((await refusal('http://nobody.invalid:8474')).message).toContain('nobody.invalid');
  });

  test('a program that is not there says what to do', async () => {
    const error = await refusal(none);
    expect(error).toBeInstanceOf(ToxiproxyUnavailableError);
    expect(error.message).toContain(`${none} cannot be run (ENOENT)`);
    expect(error.message).toContain('npm run toxiproxy:install');
  });
});
