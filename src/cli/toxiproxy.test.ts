import { createServer } from 'node:net';
import path from 'node:path';
import { Toxiproxy } from 'toxiproxy-node-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SERVER_NAME } from '../faults/embedded/identity.ts';
import { callApi } from '../faults/testing/call-api.ts';
import { Origin } from '../faults/testing/origin.ts';
import { Peer } from '../faults/testing/peer.ts';
import type { SocketAddress } from '../runtime/connection.ts';
import { folderWith } from './testing/places.ts';
import { runPortlab, startPortlab } from './testing/portlab.ts';
import { runInProcess } from './testing/run-in-process.ts';

/** A server in a process of its own, and where its API answers. */
async function started(...words: string[]) {
  const portlab = startPortlab(['toxiproxy', ...words]);
  const [line, url] = await portlab.until('stdout', /^.* on (http:\S+) \(seed \d+\)\. Ctrl-C stops\.\n/);
  return { portlab, line, url: url! };
}

async function origin(): Promise<Origin> {
  const opened = await Origin.open();
  onTestFinished(() => opened.close());
  return opened;
}

function addressOf(listen: string): SocketAddress {
  const [address, port] = listen.split(':');
  return { address: address!, port: Number(port) };
}

describe('portlab toxiproxy', () => {
  it('serves the client library: proxies, toxics, reset', async () => {
    const { url } = await started('--port', '0');
    const { local } = await origin();
    const client = new Toxiproxy(url);
    const upstream = `${local.address}:${local.port}`;
    const proxy = await client.createProxy({ name: 'web', listen: '127.0.0.1:0', upstream });
    expect(addressOf(proxy.listen).port).toBeGreaterThan(0);

    await proxy.addToxic({
      name: 'cut',
      type: 'limit_data',
      stream: 'upstream',
      toxicity: 1,
      attributes: { bytes: 3 },
    });
    const cut = await Peer.connect(addressOf(proxy.listen));
    cut.send('four');
    expect(await cut.untilEnded()).toMatch(/^(end|ECONNRESET)$/);
    cut.socket.destroy();

    await client.reset();
    expect((await callApi(url, 'GET', '/proxies/web/toxics')).body).toBe('[]');
    await proxy.remove();
    expect(await client.getAll()).toEqual({});
  });

  it('carries octets through a proxy of its configuration', async () => {
    const served = await origin();
    const upstream = `${served.local.address}:${served.local.port}`;
    const config = [
      { name: 'web', listen: '127.0.0.1:0', upstream, toxics: [] },
      { Name: 'off', Upstream: '127.0.0.1:1', enabled: false },
    ];
    const folder = await folderWith({ 'proxies.json': JSON.stringify(config, null, '\t') });
    const { portlab, url } = await started('-port=0', '-config', path.join(folder, 'proxies.json'));
    const web = (await new Toxiproxy(url).get('web')).listen;
    await portlab.until(
      'stdout',
      new RegExp(`\\n {2}web: ${web} → ${upstream}\\n {2}off: .* → 127\\.0\\.0\\.1:1 \\(disabled\\)\\n`),
    );
    const client = await Peer.connect(addressOf(web));
    client.send('hello');
    await (await served.connection(0)).untilReceived(5);
    expect(served.accepted[0]!.received).toBe('hello');
    client.socket.destroy();
  });

  it('has a version that clients can read, and that tells it from the real one', async () => {
    const { line, url } = await started('--port', '0', '--seed', '7');
    expect(line).toBe(`${SERVER_NAME}, API of Toxiproxy 2.12.0 on ${url} (seed 7). Ctrl-C stops.\n`);
    expect(JSON.parse(await new Toxiproxy(url).getVersion())).toEqual({ version: '2.12.0', server: SERVER_NAME });
  });

  it('can be what a scenario runs behind, under its own name', async () => {
    const { url } = await started('--port', '0');
    const scenario = 'name: Slow\ntarget:\n  address: 192.0.2.40\n  ports: { 22: { state: open, slow: 20ms } }\n';
    const file = path.join(await folderWith({ 'slow.yaml': scenario }), 'slow.yaml');
    const { code, stdout } = await runInProcess(['run', file, '--toxiproxy', url, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).scenarios[0].proxy).toBe(SERVER_NAME);
    expect(await new Toxiproxy(url).getAll()).toEqual({});
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends with all its proxies and connections on %s, which is no error',
    async (signal) => {
      const { portlab, url } = await started('--port', '0');
      const { local } = await origin();
      const upstream = `${local.address}:${local.port}`;
      const proxy = await new Toxiproxy(url).createProxy({ name: 'a', listen: '127.0.0.1:0', upstream });
      const client = await Peer.connect(addressOf(proxy.listen));
      portlab.kill(signal);
      const { code, stderr } = await portlab.ended;
      expect([code, stderr]).toEqual([0, '']);
      expect(await client.untilEnded()).toMatch(/^(end|ECONNRESET)$/);
    },
  );

  it.each(['--version', '-version'])('prints its version: %s', async (flag) => {
    const stdout = `${SERVER_NAME}, API of Toxiproxy 2.12.0\n`;
    expect(await runInProcess(['toxiproxy', flag])).toEqual({ code: 0, stdout, stderr: '' });
  });
});

describe('what it does not do', () => {
  it.each(['--port', '-port'])('listen on a port that is in use: %s', async (flag) => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    expect(await runPortlab(['toxiproxy', '-host', '127.0.0.1', flag, String(port)])).toEqual({
      code: 3,
      stdout: '',
      stderr: `error: port ${port} of 127.0.0.1 is in use; choose another --port, or 0 for any that is free\n`,
    });
  });

  it.each([
    [['--host', '0.0.0.0'], '--host 0.0.0.0 is outside loopback'],
    [['-host', '192.0.2.1'], '--host 192.0.2.1 is outside loopback'],
    [['-host=::'], '--host :: is outside loopback'],
    [['-prot', '1'], "unknown option '-prot'"],
    [['-port', '65536'], 'It must be a whole number from 0 to 65535'],
    [['-config', 'nowhere.json'], 'cannot read nowhere.json (ENOENT): there is no such file; check what -config names'],
  ])('listen anywhere else, or guess: %j', async (words, message) => {
    const { code, stdout, stderr } = await runInProcess(['toxiproxy', ...words]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('listen where an address is allowed and not there', async () => {
    const words = ['toxiproxy', '--host', '192.0.2.1', '--allow', '192.0.2.0/24', '--port', '0'];
    const { code, stderr } = await runInProcess(words);
    expect(code).toBe(3);
    expect(stderr).toContain('cannot listen on port 0 of 192.0.2.1 (EADDRNOTAVAIL)');
  });

  it.each([
    ['[{"name": "a", "upstream": "127.0.0.1:1"},\n {"name": "b"}]', '2:2', 'missing required field: upstream'],
    ['[{"name": "a",\n  "upstream": 80}]', '2:15', 'upstream must be of type string, got number 80'],
    ['[{"name": "a", "upstream": "127.0.0.1:1",\n "listen": "0.0.0.0:0"}]', '2:12', 'listen 0.0.0.0:0 is out of scope'],
    ['[{"name": "a", "upstream": "192.0.2.1:1"}]', '1:28', 'upstream 192.0.2.1:1 is out of scope'],
    ['{"name": "a"}', '1:1', 'expected a list, found a map'],
    ['[\n "a"]', '2:2', 'expected a map, found the text `a`'],
    ['[{"name": "a",\n "upstream" "b"}]', '2:13', 'missing , or : between'],
    ['', '1:1', 'expected a list, found nothing'],
  ])('take a configuration that says something wrong: %s', async (text, place, message) => {
    const file = path.join(await folderWith({ 'proxies.json': text }), 'proxies.json');
    const { code, stdout, stderr } = await runInProcess(['toxiproxy', '--port', '0', '--config', file]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`error: ${message}`);
    expect(stderr).toContain(`${file}:${place}\n`);
  });

  it('take a configuration whose proxy cannot listen', async () => {
    const { local } = await origin();
    const config = `[{"name": "a", "upstream": "127.0.0.1:1",\n "listen": "127.0.0.1:${local.port}"}]`;
    const file = path.join(await folderWith({ 'proxies.json': config }), 'proxies.json');
    const { code, stderr } = await runInProcess(['toxiproxy', '--port', '0', '--config', file]);
    expect(code).toBe(3);
    const why = `listen tcp 127.0.0.1:${local.port}: bind: address already in use`;
    expect(stderr).toBe(`error: ${file}:2:12: ${why}\n`);
  });
});
