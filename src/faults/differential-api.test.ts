import { once } from 'node:events';
import net from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { describeBothServers } from './testing/both-servers.ts';
import { callApi } from './testing/call-api.ts';

/*
 * What clients of the API see, the same from both servers. No proxy connects anywhere, and every one listens on
 * loopback, so nothing is tested here that would not.
 */

const upstream = '127.0.0.1:1';
const listen = '127.0.0.1:0';
const json = 'application/json';
const plain = 'text/plain; charset=utf-8';

describeBothServers((server) => {
  const call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
    callApi(server().url, method, path, body, headers);

  /** The answer to a call: its status and its body, parsed where that is JSON, with ports that were free as `:*`. */
  const answer = async (method: string, path: string, body?: unknown) => {
    const { status, body: text } = await call(method, path, body);
    const masked = text.replace(/127\.0\.0\.1:(?!0"|1"|2")\d+/g, '127.0.0.1:*');
    return [status, masked.startsWith('{') || masked.startsWith('[') ? JSON.parse(masked) : masked];
  };

  /** What a failed call answers; of a bad body, the detail is each server's own. */
  const failure = (status: number, error: string) => [
    status,
    { error: error === 'bad request body' ? expect.stringMatching(/^bad request body: ./) : error, status },
  ];

  const proxy = (name: string, changes = {}) => ({
    name,
    listen: '127.0.0.1:*',
    upstream,
    enabled: true,
    Logger: {},
    toxics: [],
    ...changes,
  });

  afterEach(async () => {
    for (const name of Object.keys((await answer('GET', '/proxies'))[1])) {
      await call('DELETE', `/proxies/${encodeURIComponent(name)}`);
    }
  });

  describe('HTTP', () => {
    test('GET /version', async () => {
      expect(await call('GET', '/version')).toEqual({
        status: 200,
        contentType: 'application/json;charset=utf-8',
        body: expect.stringMatching(/^\{"version": "2\.12\.0".*\}\n$/),
      });
    });

    test('errors are JSON in text, with a newline', async () => {
      expect(await call('GET', '/proxies/nobody')).toEqual({
        status: 404,
        contentType: plain,
        body: '{"error":"proxy not found","status":404}\n',
      });
    });

    test('answers are JSON, without one', async () => {
      expect(await call('GET', '/proxies')).toEqual({ status: 200, contentType: json, body: '{}' });
    });

    test.each(['/', '/nothing', '/proxies/', '/metrics', '/proxies/a/toxics/b/c', '/proxies/a%2Fb'])(
      'there is no %s',
      async (path) => {
        expect(await call('GET', path)).toEqual({ status: 404, contentType: plain, body: '404 page not found\n' });
      },
    );

    test.each([
      ['DELETE', '/proxies'],
      ['HEAD', '/proxies'],
      ['PUT', '/proxies/a'],
      ['GET', '/populate'],
      ['PUT', '/proxies/a/toxics'],
      ['GET', '/reset'],
      ['POST', '/version'],
    ])('not with this method: %s %s', async (method, path) => {
      expect(await call(method, path)).toEqual({ status: 405, contentType: undefined, body: '' });
    });

    test('a browser is turned away, where there is something to see', async () => {
      const browser = { 'user-agent': 'Mozilla/5.0' };
      expect(await call('GET', '/proxies', undefined, browser)).toEqual({
        status: 403,
        contentType: plain,
        body: 'User agent not allowed\n',
      });
      expect((await call('GET', '/nothing', undefined, browser)).status).toBe(404);
    });
  });

  describe('POST /proxies', () => {
    test('creates a proxy, whatever the case of keys, and ignores what it does not know', async () => {
      const body = { NAME: 'a', Upstream: upstream, listen, other: 1, toxics: [{ type: 'latency' }] };
      expect(await answer('POST', '/proxies', body)).toEqual([201, proxy('a')]);
      expect(await answer('GET', '/proxies')).toEqual([200, { a: proxy('a') }]);
      expect(await answer('GET', '/proxies/a')).toEqual([200, proxy('a')]);
    });

    test('a disabled proxy keeps its port unresolved, and its upstream unseen', async () => {
      const body = { name: 'a', upstream: 'anything', listen, enabled: false };
      expect(await answer('POST', '/proxies', body)).toEqual([
        201,
        proxy('a', { listen, upstream: 'anything', enabled: false }),
      ]);
    });

    test('null is as good as absent', async () => {
      expect(await answer('POST', '/proxies', { name: 'a', upstream, listen, enabled: null })).toEqual([
        201,
        proxy('a'),
      ]);
    });

    test('localhost is 127.0.0.1', async () => {
      expect(await answer('POST', '/proxies', { name: 'a', upstream, listen: 'localhost:0' })).toEqual([
        201,
        proxy('a'),
      ]);
    });

    test('a name with odd characters', async () => {
      await call('POST', '/proxies', { name: 'x y%?', upstream, listen });
      expect(await answer('GET', '/proxies/x%20y%25%3F')).toEqual([200, proxy('x y%?')]);
    });

    test.each([
      ['', 'bad request body: EOF'],
      ['{', 'bad request body'],
      ['xyz', 'bad request body'],
      ['5', 'bad request body'],
      ['[]', 'bad request body'],
      ['null', 'missing required field: name'],
      ['{}', 'missing required field: name'],
      [{ name: 'a' }, 'missing required field: upstream'],
      [{ name: 5, upstream }, 'bad request body'],
      [{ name: 'a', upstream, enabled: 'yes' }, 'bad request body'],
    ])('400 for %j: %s', async (body, error) => {
      expect(await answer('POST', '/proxies', body)).toEqual(failure(400, error));
    });

    test('409 for a name that is taken', async () => {
      await call('POST', '/proxies', { name: 'a', upstream, listen });
      expect(await answer('POST', '/proxies', { name: 'a', upstream, listen })).toEqual(
        failure(409, 'proxy already exists'),
      );
    });

    test.each([
      ['nowhere', 'listen tcp: address nowhere: missing port in address'],
      ['::1:0', 'listen tcp: address ::1:0: too many colons in address'],
      ['127.0.0.1:99999', 'listen tcp: address 99999: invalid port'],
    ])('500 for a listen address like %s', async (listen, error) => {
      expect(await answer('POST', '/proxies', { name: 'a', upstream, listen })).toEqual(failure(500, error));
      expect(await answer('GET', '/proxies')).toEqual([200, {}]);
    });

    test('500 for a port that is taken', async () => {
      const { address, close } = await takenPort();
      const { status, body } = await call('POST', '/proxies', { name: 'a', upstream, listen: address });
      expect(status).toBe(500);
      expect(JSON.parse(body).error).toBe(`listen tcp ${address}: bind: address already in use`);
      await close();
    });
  });

  describe('/proxies/{proxy}', () => {
    test('404 for one that is not there', async () => {
      for (const [method, path] of [
        ['GET', '/proxies/nobody'],
        ['PATCH', '/proxies/nobody'],
        ['DELETE', '/proxies/nobody'],
        ['GET', '/proxies/nobody/toxics'],
        ['POST', '/proxies/nobody/toxics'],
        ['GET', '/proxies/nobody/toxics/x'],
        ['DELETE', '/proxies/nobody/toxics/x'],
      ] as const) {
        expect(await answer(method, path, method === 'GET' ? undefined : '{')).toEqual(failure(404, 'proxy not found'));
      }
    });

    test.each(['POST', 'PATCH'])('%s changes what is given, and never the name', async (method) => {
      await call('POST', '/proxies', { name: 'a', upstream, listen });
      expect(await answer(method, '/proxies/a', {})).toEqual([200, proxy('a')]);
      expect(await answer(method, '/proxies/a', 'null')).toEqual([200, proxy('a')]);
      expect(await answer(method, '/proxies/a', { name: 'b', upstream: '127.0.0.1:2' })).toEqual([
        200,
        proxy('a', { upstream: '127.0.0.1:2' }),
      ]);
      expect(await answer(method, '/proxies/a', { enabled: false })).toEqual([
        200,
        proxy('a', { upstream: '127.0.0.1:2', enabled: false }),
      ]);
    });

    test('a new address of a disabled proxy stays unresolved', async () => {
      await call('POST', '/proxies', { name: 'a', upstream, listen });
      expect(await answer('PATCH', '/proxies/a', { listen, enabled: false })).toEqual([
        200,
        proxy('a', { listen, enabled: false }),
      ]);
      expect(await answer('PATCH', '/proxies/a', { enabled: true })).toEqual([200, proxy('a')]);
    });

    test.each([
      ['', 400, 'bad request body: EOF'],
      [{ enabled: 'x' }, 400, 'bad request body'],
      [{ listen: 'nowhere' }, 500, 'address nowhere: missing port in address'],
    ])('a bad change like %j changes nothing', async (body, status, error) => {
      await call('POST', '/proxies', { name: 'a', upstream, listen });
      expect(await answer('PATCH', '/proxies/a', body)).toEqual(failure(status, error));
      expect(await answer('GET', '/proxies/a')).toEqual([200, proxy('a')]);
    });

    test('a change to a port that is taken leaves it disabled', async () => {
      const { address, close } = await takenPort();
      await call('POST', '/proxies', { name: 'a', upstream, listen });
      expect((await call('PATCH', '/proxies/a', { listen: address })).status).toBe(500);
      expect((await answer('GET', '/proxies/a'))[1]).toMatchObject({ enabled: false });
      await close();
    });

    test('DELETE', async () => {
      await call('POST', '/proxies', { name: 'a', upstream, listen });
      expect(await call('DELETE', '/proxies/a')).toEqual({ status: 204, contentType: undefined, body: '' });
      expect(await answer('GET', '/proxies/a')).toEqual(failure(404, 'proxy not found'));
    });
  });

  describe('toxics', () => {
    const latency = { type: 'latency', stream: 'downstream', toxicity: 1, attributes: { latency: 0, jitter: 0 } };

    test.each([
      ['bandwidth', { rate: 0 }],
      ['latency', { latency: 0, jitter: 0 }],
      ['limit_data', { bytes: 0 }],
      ['noop', {}],
      ['reset_peer', { timeout: 0 }],
      ['slow_close', { delay: 0 }],
      ['timeout', { timeout: 0 }],
    ])('%s has its defaults', async (type, attributes) => {
      await call('POST', '/proxies', { name: 'a', upstream, listen });
      const toxic = { attributes, name: `${type}_downstream`, type, stream: 'downstream', toxicity: 1 };
      expect(await answer('POST', '/proxies/a/toxics', { type })).toEqual([200, toxic]);
      expect(await answer('GET', `/proxies/a/toxics/${type}_downstream`)).toEqual([200, toxic]);
    });

    test('slicer has its defaults', async () => {
      await call('POST', '/proxies', { name: 'a', upstream, listen });
      const body = { type: 'slicer', attributes: { average_size: 10 } };
      expect((await answer('POST', '/proxies/a/toxics', body))[1].attributes).toEqual({
        average_size: 10,
        size_variation: 0,
        delay: 0,
      });
    });

    test('stream in any case is kept as it is', async () => {
      await call('POST', '/proxies', { name: 'a', upstream, listen });
      const body = {
        type: 'latency',
        stream: 'UpStream',
        attributes: { LATENCY: 10, jitter: null, more: 1 },
        toxicity: 0.1,
      };
      expect(await answer('POST', '/proxies/a/toxics', body)).toEqual([
        200,
        {
          attributes: { latency: 10, jitter: 0 },
          name: 'latency_UpStream',
          type: 'latency',
          stream: 'UpStream',
          toxicity: 0.1,
        },
      ]);
    });

    test('are listed upstream first, by age, in the proxy too', async () => {
      await call('POST', '/proxies', { name: 'a', upstream, listen });
      expect(await answer('GET', '/proxies/a/toxics')).toEqual([200, []]);
      for (const [name, stream] of [
        ['first', 'downstream'],
        ['second', 'upstream'],
        ['third', 'downstream'],
        ['fourth', 'upstream'],
      ]) {
        await call('POST', '/proxies/a/toxics', { name, stream, type: 'noop' });
      }
      const [, toxics] = await answer('GET', '/proxies/a/toxics');
      expect(toxics.map(({ name }: { name: string }) => name)).toEqual(['second', 'fourth', 'first', 'third']);
      expect((await answer('GET', '/proxies/a'))[1].toxics).toEqual(toxics);
    });

    test.each([
      ['', 'bad request body: EOF'],
      ['null', 'invalid toxic type'],
      [{}, 'invalid toxic type'],
      [{ type: 'Latency' }, 'invalid toxic type'],
      [{ type: 'nonsense', stream: 'both' }, 'stream was invalid, can be either upstream or downstream'],
      [{ type: 5 }, 'bad request body'],
      [{ type: 'latency', toxicity: 'x' }, 'bad request body'],
      [{ type: 'latency', attributes: 5 }, 'bad request body'],
      [{ type: 'latency', attributes: { latency: 'x' } }, 'bad request body'],
      [{ type: 'latency', attributes: { latency: 1.5 } }, 'bad request body'],
    ])('400 for %j: %s', async (body, error) => {
      await call('POST', '/proxies', { name: 'a', upstream, listen });
      expect(await answer('POST', '/proxies/a/toxics', body)).toEqual(failure(400, error));
      expect(await answer('GET', '/proxies/a/toxics')).toEqual([200, []]);
    });

    test('409 for a name that is taken, in the other direction too, before attributes are looked at', async () => {
      await call('POST', '/proxies', { name: 'a', upstream, listen });
      await call('POST', '/proxies/a/toxics', { name: 'x', type: 'latency' });
      const body = { name: 'x', type: 'latency', stream: 'upstream', attributes: { latency: 'y' } };
      expect(await answer('POST', '/proxies/a/toxics', body)).toEqual(failure(409, 'toxic already exists'));
    });

    test.each(['POST', 'PATCH'])(
      '%s changes the attributes that are given and toxicity, nothing else',
      async (method) => {
        await call('POST', '/proxies', { name: 'a', upstream, listen });
        await call('POST', '/proxies/a/toxics', { name: 'x', type: 'latency' });
        const path = '/proxies/a/toxics/x';
        const changed = { ...latency, name: 'x', toxicity: 0.5, attributes: { latency: 0, jitter: 3 } };
        const body = { attributes: { jitter: 3 }, toxicity: 0.5, name: 'y', type: 'timeout', stream: 'upstream' };
        expect(await answer(method, path, body)).toEqual([200, changed]);
        for (const nothing of ['null', '{}', { attributes: null, toxicity: null }]) {
          expect(await answer(method, path, nothing)).toEqual([200, changed]);
        }
        expect(await answer(method, path, { attributes: { latency: 7 } })).toEqual([
          200,
          { ...changed, attributes: { latency: 7, jitter: 3 } },
        ]);
        expect(await answer(method, path, { attributes: { latency: 'x' } })).toEqual(failure(400, 'bad request body'));
        expect(await answer(method, path, '')).toEqual(failure(400, 'bad request body: EOF'));
      },
    );

    test('404 for one that is not there', async () => {
      await call('POST', '/proxies', { name: 'a', upstream, listen });
      for (const method of ['GET', 'PATCH', 'DELETE']) {
        expect(await answer(method, '/proxies/a/toxics/nobody', method === 'GET' ? undefined : '{')).toEqual(
          failure(404, 'toxic not found'),
        );
      }
    });

    test('DELETE', async () => {
      await call('POST', '/proxies', { name: 'a', upstream, listen });
      await call('POST', '/proxies/a/toxics', { type: 'latency' });
      expect(await answer('DELETE', '/proxies/a/toxics/latency_downstream')).toEqual([204, '']);
      expect(await answer('GET', '/proxies/a/toxics')).toEqual([200, []]);
    });
  });

  describe('POST /populate', () => {
    const one = { name: 'one', upstream, listen };
    const two = { name: 'two', upstream, listen, enabled: false };

    test('creates what is listed', async () => {
      expect(await answer('POST', '/populate', [one, two])).toEqual([
        201,
        { proxies: [proxy('one'), proxy('two', { listen, enabled: false })] },
      ]);
    });

    test.each(['[]', 'null'])('%s makes null', async (body) => {
      expect(await answer('POST', '/populate', body)).toEqual([201, { proxies: null }]);
    });

    test.each([
      ['', 'bad request body: EOF'],
      ['{}', 'bad request body'],
      [[5], 'bad request body'],
      [[null], 'missing required field: name at proxy 1'],
      [[one, { upstream }], 'missing required field: name at proxy 2'],
      [[one, { name: 'a' }], 'missing required field: upstream at proxy 2'],
    ])('400 for %j, and makes nothing: %s', async (body, error) => {
      const [status, fields] = failure(400, error) as [number, object];
      expect(await answer('POST', '/populate', body)).toEqual([status, { ...fields, proxies: null }]);
      expect(await answer('GET', '/proxies')).toEqual([200, {}]);
    });

    test('leaves a proxy with the same addresses alone, toxics and all, even where enabled differs', async () => {
      await call('POST', '/populate', [one]);
      await call('POST', '/proxies/one/toxics', { type: 'noop' });
      const before = JSON.parse((await call('GET', '/proxies/one')).body);
      for (const listen of [before.listen, before.listen.replace('127.0.0.1', 'localhost')]) {
        const { body } = await call('POST', '/populate', [{ ...one, listen, enabled: false }]);
        expect(JSON.parse(body).proxies).toEqual([before]);
      }
    });

    test('replaces a proxy with other addresses, whose toxics are gone, and deletes none', async () => {
      await call('POST', '/populate', [one]);
      await call('POST', '/proxies/one/toxics', { type: 'noop' });
      const { listen } = JSON.parse((await call('GET', '/proxies/one')).body);
      expect(await answer('POST', '/populate', [{ ...one, listen, upstream: '127.0.0.1:2' }])).toEqual([
        201,
        { proxies: [proxy('one', { upstream: '127.0.0.1:2' })] },
      ]);
      await call('POST', '/populate', [two]);
      expect(Object.keys((await answer('GET', '/proxies'))[1])).toEqual(['one', 'two']);
    });

    test('a failure in the middle says so, with what was made before it', async () => {
      const { address, close } = await takenPort();
      await call('POST', '/populate', [{ ...one, name: 'stopped' }]);
      const list = [one, { ...one, name: 'stopped', listen: address }, { ...one, name: 'never' }];
      const [status, { error, proxies }] = await answer('POST', '/populate', list);
      expect([status, error, proxies]).toEqual([
        500,
        'listen tcp 127.0.0.1:*: bind: address already in use',
        [proxy('one')],
      ]);
      const [, left] = await answer('GET', '/proxies');
      expect(left).toEqual({ one: proxy('one'), stopped: proxy('stopped', { enabled: false }) });
      await close();
    });
  });

  describe('POST /reset', () => {
    test('enables all and drops all toxics', async () => {
      await call('POST', '/populate', [
        { name: 'off', upstream, listen, enabled: false },
        { name: 'on', upstream, listen },
      ]);
      for (const stream of ['upstream', 'downstream'])
        await call('POST', '/proxies/on/toxics', { type: 'noop', stream });
      expect(await call('POST', '/reset')).toEqual({ status: 204, contentType: undefined, body: '' });
      expect(await answer('GET', '/proxies')).toEqual([200, { off: proxy('off'), on: proxy('on') }]);
    });
  });
});

async function takenPort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    async close() {
      server.close();
      await once(server, 'close');
    },
  };
}
