import { describe, expect, test } from 'vitest';
import { PortMap } from '../protocol/port-map.ts';
import { encode } from '../protocol/testing/arbitraries.ts';
import type { PortProfile } from './profile.ts';
import { end, information, profile, status, World } from './testing/world.ts';

/** What a responder says to what it is sent, over memory, in virtual time. An answer is there after one round trip, 2 ms. */

describe('requests on one connection', () => {
  test('are answered in the order in which they came, in both encodings (CONN-2, CONN-3, CONN-4)', async () => {
    const world = new World();
    const scanner = await world.connect();
    scanner.send(
      status(1, 22),
      status(2, 81, 'binary'),
      information(3, 22, 'port'),
      information(4, 81, 'os'),
      status(5, 80),
    );
    await world.clock.advance(10);
    expect(scanner.log).toEqual(['2 open 1', '2 closed 2', '2 information 3', '2 information 4', '2 open 5']);
  });

  test('one after the other are answered one by one (CONN-7)', async () => {
    const world = new World();
    const scanner = await world.connect();
    for (let id = 1; id <= 5; id += 1) {
      scanner.send(status(id, 22));
      await world.clock.advance(1_000);
    }
    expect(scanner.log).toEqual(['2 open 1', '2 open 2', '2 open 3', '2 open 4', '2 open 5']);
  });

  test('about a filtered port get silence, and hold back nothing (CONN-5, STATUS-5, INFO-9)', async () => {
    const world = new World();
    const scanner = await world.connect();
    scanner.send(status(1, 8_000), information(2, 8_000, 'port', 'os'), status(3, 22));
    await world.clock.advance(20_000);
    expect(scanner.log).toEqual(['2 open 3']);
  });

  test('may repeat an id, and use 0 (ID-2)', async () => {
    const world = new World();
    const scanner = await world.connect();
    scanner.send(status(0, 22), status(0, 81), status(7, 22), status(7, 22));
    await world.clock.advance(10);
    expect(scanner.log).toEqual(['2 open 0', '2 closed 0', '2 open 7', '2 open 7']);
  });

  test('that are refused leave the connection open (ERR-34)', async () => {
    const world = new World();
    const scanner = await world.connect();
    scanner.send(
      status(1, 22, 'text', '192.0.2.99'),
      information(2, 22),
      information(3, 22, 'everything'),
      information(4, 81, 'port'),
      status(5, 22),
    );
    await world.clock.advance(10);
    expect(scanner.log).toEqual(['2 not-served 1', '2 bad-value 2', '2 bad-value 3', '2 not-open 4', '2 open 5']);
  });

  test('about the agent port itself are answered like any other (ADDR-12)', async () => {
    const world = new World();
    const scanner = await world.connect();
    scanner.send(status(1, 4_545));
    await world.clock.advance(10);
    expect(scanner.log).toEqual(['2 closed 1']);
  });

  test('to a direct listener are about its own logical port alone (CONN-19, ERR-13)', async () => {
    const world = new World({ served: new Set([22]) });
    const scanner = await world.connect();
    scanner.send(status(1, 22), status(2, 80), information(3, 22, 'port'));
    await world.clock.advance(10);
    expect(scanner.log).toEqual(['2 open 1', '2 not-served 2', '2 information 3']);
  });
});

describe('a scanner that ends its side', () => {
  test('after whole requests gets their answers, and then the end of ours (CONN-11)', async () => {
    const world = new World();
    const scanner = await world.connect();
    scanner.send(status(1, 22), status(2, 81));
    scanner.connection.end();
    await world.clock.advance(10);
    expect(scanner.log).toEqual(['2 open 1', '2 closed 2', '2 ended', '2 closed']);
    expect(world.responder.connectionCount).toBe(0);
  });

  test('after a request that gets silence has nothing to wait for (CONN-11, D14)', async () => {
    const world = new World();
    const scanner = await world.connect();
    scanner.send(status(1, 8_000));
    scanner.connection.end();
    await world.clock.advance(10);
    expect(scanner.log).toEqual(['2 ended', '2 closed']);
  });

  test('in the midst of a message gets no answer to it (CONN-10)', async () => {
    const world = new World();
    const scanner = await world.connect();
    scanner.send(status(1, 22), status(2, 22).subarray(0, 50));
    scanner.connection.end();
    await world.clock.advance(10);
    expect(scanner.log).toEqual(['2 open 1', '2 ended', '2 closed']);
  });

  test('in the midst of a message that is at fault already gets the error (CONN-12)', async () => {
    const world = new World();
    const scanner = await world.connect();
    scanner.send(encode('PSAP/2 COMM'));
    scanner.connection.end();
    await world.clock.advance(10);
    expect(scanner.log).toEqual(['2 bad-version 0', '2 ended', '2 closed']);
  });

  test('without a word gets none either', async () => {
    const world = new World();
    const scanner = await world.connect();
    scanner.connection.end();
    await world.clock.advance(10);
    expect(scanner.log.map((line) => line.replace(/^\d+ /, ''))).toEqual(['ended', 'closed']);
  });
});

describe('an end', () => {
  test.each(['text', 'binary'] as const)(
    'in %s closes behind the answers to what came before, and is not answered (END-2, END-3)',
    async (encoding) => {
      const world = new World();
      const scanner = await world.connect();
      scanner.send(status(1, 22), status(2, 81), end(3, encoding), status(4, 22));
      await world.clock.advance(10);
      expect(scanner.log).toEqual(['2 open 1', '2 closed 2', '2 ended']);
    },
  );

  test('with a body gets its error (END-4)', async () => {
    const world = new World();
    const scanner = await world.connect();
    const malformed = new TextDecoder().decode(end(3)).replace('Length: 0', 'Length: 1');
    scanner.send(status(1, 22), encode(malformed));
    await world.clock.advance(10);
    expect(scanner.log).toEqual(['2 open 1', '2 bad-body 3', '2 ended']);
  });
});

describe('a fault', () => {
  test('gets its error behind the answers to what came before; what follows is not answered (CONN-8, CONN-9)', async () => {
    const world = new World();
    const scanner = await world.connect();
    scanner.send(status(1, 22), status(2, 81), encode('GET / HTTP/1.1\r\n\r\n'), status(3, 22));
    await world.clock.advance(10);
    expect(scanner.log).toEqual(['2 open 1', '2 closed 2', '2 bad-magic 0', '2 ended']);
    scanner.send(status(4, 22));
    await world.clock.advance(10);
    expect(scanner.log).toHaveLength(4);
  });

  test('has the id, kind and addresses of its message, where they can be read (ERR-25 to ERR-27)', async () => {
    const world = new World();
    const scanner = await world.connect();
    const octets = information(9, 22, 'os');
    octets[5] = 0;
    scanner.send(octets);
    await world.clock.advance(10);
    expect(scanner.messages).toMatchObject([
      { name: 'refusal', encoding: 'binary', id: 9, source: { port: 22 }, destination: { address: '198.51.100.7' } },
    ]);
  });

  test('has the own addresses where not, as the responder sees them (ERR-24, ADDR-10)', async () => {
    const world = new World();
    const scanner = await world.connect(world.network.dialerAt('203.0.113.5'));
    scanner.send(encode('x'));
    await world.clock.advance(10);
    const { local, remote } = scanner.connection;
    expect(scanner.messages).toMatchObject([{ encoding: 'text', id: 0, source: remote, destination: local }]);
  });
});

describe('information', () => {
  test('says unknown where the profile says nothing, and what kind of port it is (INFO-4, ATTR-15)', async () => {
    const world = new World();
    const scanner = await world.connect();
    scanner.send(information(1, 80, 'port'));
    await world.clock.advance(10);
    expect(new TextDecoder().decode(scanner.messages[0]!.body)).toBe('\x10\0\x07unknown\x11\0\x03tcp\x16\0\x06system');
  });

  test('that is too much for one body is shortened, and the connection lives on (INFO-11)', async () => {
    const banner = 'b'.repeat(100_000);
    const value: PortProfile = { state: 'open', info: { banner } };
    const ports = new PortMap<PortProfile>([{ first: 22, last: 22, value }], { state: 'closed' });
    const world = new World({ profile: { ...profile, ports } });
    const scanner = await world.connect();
    scanner.send(information(1, 22, 'port', 'os'), status(2, 22));
    await world.clock.advance(100);
    expect(scanner.messages.map(({ name, body }) => `${name} ${body.length}`)).toEqual(['information 65535', 'open 0']);
  });
});
