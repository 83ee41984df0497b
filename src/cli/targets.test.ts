import { describe, expect, it } from 'vitest';
import { createScope } from '../scan/scope.ts';
import { CommandError } from './exit-code.ts';
import { resolveTargets } from './targets.ts';

const loopback = createScope([]);
const nobody = async (): Promise<never> => expect.unreachable('a name was looked up');

async function failure(targets: readonly string[], scope = loopback, lookUp = nobody as () => Promise<string[]>) {
  const error = await resolveTargets(targets, scope, lookUp).then(
    (addresses) => expect.unreachable(`resolved to ${addresses}`),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CommandError);
  const { exitCode, message } = error as CommandError;
  return { exitCode, message };
}

describe('targets', () => {
  it.each([
    [['127.0.0.1'], ['127.0.0.1']],
    [
      ['::1', '127.0.0.2', '127.0.0.1'],
      ['127.0.0.1', '127.0.0.2', '::1'],
    ],
    [
      ['127.0.0.10', '127.0.0.9'],
      ['127.0.0.9', '127.0.0.10'],
    ],
    [['127.0.0.1', '::ffff:127.0.0.1', '::ffff:7f00:1', '[::ffff:127.0.0.1]'], ['127.0.0.1']],
    [['0:0:0:0:0:0:0:1', '[::1]'], ['::1']],
    [['127.0.0.4/30'], ['127.0.0.4', '127.0.0.5', '127.0.0.6', '127.0.0.7']],
    [
      ['127.0.0.5/31', '127.0.0.4'],
      ['127.0.0.4', '127.0.0.5'],
    ],
    [['127.0.0.1/32'], ['127.0.0.1']],
  ])('%j are the addresses %j', async (targets, addresses) => {
    expect(await resolveTargets(targets, loopback, nobody)).toEqual(addresses);
  });

  it('may be as large a network as a /16', async () => {
    const addresses = await resolveTargets(['127.5.0.0/16'], loopback, nobody);
    expect([addresses.length, addresses[0], addresses[65_535]]).toEqual([65_536, '127.5.0.0', '127.5.255.255']);
  });

  it('may be host names: the first address of each is scanned', async () => {
    const names: Readonly<Record<string, string[]>> = { localhost: ['127.0.0.1', '::1'], six: ['::1'] };
    expect(await resolveTargets(['six', 'localhost'], loopback, async (name) => names[name]!)).toEqual([
      '127.0.0.1',
      '::1',
    ]);
  });
});

describe('the scope guard', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1 is outside loopback'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1 (192.0.2.1) is outside loopback'],
    ['::ffff:c000:201', '::ffff:c000:201 (192.0.2.1) is outside loopback'],
    ['2001:DB8::1', '2001:DB8::1 (2001:db8::1) is outside loopback'],
    ['0.0.0.0', '0.0.0.0 is outside loopback'],
    ['::', ':: is outside loopback'],
    ['::127.0.0.1', '::127.0.0.1 (::7f00:1) is outside loopback'],
    ['192.0.2.0/30', '192.0.2.0/30 (192.0.2.0) is outside loopback'],
    ['126.255.255.254/30', '126.255.255.254/30 (126.255.255.252) is outside loopback'],
  ])('refuses %s, as usage', async (target, message) => {
    expect(await failure(['127.0.0.1', target])).toEqual({
      exitCode: 2,
      message: expect.stringContaining(message) as string,
    });
  });

  it('says how to allow it, and that nothing was sent', async () => {
    expect((await failure(['192.0.2.1'])).message).toBe(
      '192.0.2.1 is outside loopback: scan only what you may, and name it with --allow 192.0.2.1; nothing was sent',
    );
  });

  it('lets through what is allowed', async () => {
    const scope = createScope(['192.0.2.0/24', '2001:db8::/32']);
    const targets = ['192.0.2.200', '::ffff:192.0.2.1', '2001:db8::5', '127.0.0.1'];
    expect(await resolveTargets(targets, scope, nobody)).toEqual([
      '127.0.0.1',
      '192.0.2.1',
      '192.0.2.200',
      '2001:db8::5',
    ]);
    expect((await failure(['192.0.3.0'], scope)).exitCode).toBe(2);
  });

  it('checks every address of a name, also those that are not scanned', async () => {
    const lookUp = async () => ['127.0.0.1', '192.0.2.1'];
    expect((await failure(['trap'], loopback, lookUp)).message).toContain('trap (192.0.2.1) is outside loopback');
  });

  it('sees through a name that stands for an IPv4-mapped address', async () => {
    const lookUp = async () => ['::ffff:192.0.2.1'];
    expect((await failure(['trap'], loopback, lookUp)).message).toContain('trap (192.0.2.1) is outside loopback');
  });
});

describe('what is no target', () => {
  it.each([
    '',
    ' ',
    '127.0.0',
    '127.1',
    '256.0.0.1',
    '2130706433',
    '-x',
    'a b',
    'http://localhost',
    '127.0.0.1:80',
    '::g',
  ])('%j is refused before anything is looked up', async (target) => {
    expect((await failure([target])).exitCode).toBe(2);
  });

  it.each([
    ['127.0.0.1:80', '127.0.0.1 -p 80'],
    ['[::1]:80', '[::1] -p 80'],
    ['http://localhost', 'localhost'],
    ['https://127.0.0.1:8443/', '127.0.0.1 -p 8443'],
  ])('%j is answered with what to write', async (target, remedy) => {
    expect((await failure([target])).message).toBe(`"${target}" is more than a host: write ${remedy}`);
  });

  it.each(['127.0.0.0/', '127.0.0.0/33', '127.0.0.0/-1', '127.0.0.0/8/8', 'localhost/8', '::1/128', '127.0.0/8'])(
    '%j is no network',
    async (target) => {
      const { exitCode, message } = await failure([target]);
      expect([exitCode, message]).toEqual([2, expect.stringContaining('is no IPv4 network')]);
    },
  );

  it('nor is a network that is too large', async () => {
    expect((await failure(['127.0.0.0/8'])).message).toBe(
      '127.0.0.0/8 has 16,777,216 addresses; a target names 65,536 at most',
    );
  });

  it('and a name that nobody knows is a matter of the environment', async () => {
    const lookUp = async () => Promise.reject(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }));
    expect(await failure(['nowhere.test'], loopback, lookUp)).toEqual({
      exitCode: 3,
      message: 'cannot resolve nowhere.test (ENOTFOUND); give an IP address',
    });
  });
});
