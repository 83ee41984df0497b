import { beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_AGENT_PORT } from '../../src/protocol/message.ts';
import { concatenate } from '../../src/protocol/octets.ts';
import { encode } from '../../src/protocol/testing/arbitraries.ts';
import { type Capture, type Piece, writeCapture } from './testing/capture.ts';
import { decoded, dissected } from './testing/readings.ts';
import { recordScan } from './testing/record-exchange.ts';
import { dissect, missingTshark, runTshark } from './testing/tshark.ts';

/** A real scan of a real responder over loopback, as someone sees it who captured it. */

const missing = missingTshark();

describe.skipIf(missing !== undefined)(`a real exchange${missing === undefined ? '' : `: ${missing}`}`, () => {
  let scans: Awaited<ReturnType<typeof recordScan>>[];
  beforeAll(async () => {
    scans = await Promise.all([recordScan('text'), recordScan('binary')]);
  });

  const capture = (segmentOctets: number, serverPort = DEFAULT_AGENT_PORT): Capture =>
    writeCapture(
      scans
        .flatMap(({ connections }) => connections)
        .map((pieces, index) => ({ clientPort: 40_000 + index, serverPort, pieces, segmentOctets })),
    );

  const column = async (segmentOctets: number, words: readonly string[], filter = 'psap', serverPort?: number) => {
    const printed = await runTshark(capture(segmentOctets, serverPort), ['-Y', filter, '-T', 'fields', ...words]);
    return printed.split('\n').slice(0, -1);
  };
  const info = ['-e', '_ws.col.Info'];

  test('was one', () => {
    for (const { states } of scans) expect(states).toEqual(['open', 'open', 'closed']);
  });

  test.each([10, 60, 16_384])('is read as the decoder reads it, in segments of %i octets', async (segmentOctets) => {
    const sides = (pieces: readonly Piece[]) =>
      (['client', 'server'] as const).map((side) =>
        concatenate([new Uint8Array(0), ...pieces.filter(({ from }) => from === side).map(({ octets }) => octets)]),
      );
    const expected = scans.flatMap(({ connections }) => connections.flatMap(sides).flatMap(decoded));
    expect(expected.length).toBeGreaterThan(15);
    expect(dissected(await dissect(capture(segmentOctets))).sort()).toEqual(expected.sort());
  });

  test('says in the info column what each message is about', async () => {
    const seen = (await column(16_384, info)).flatMap((line) => line.split('; '));
    expect(new Set(seen)).toEqual(
      new Set([
        'status request → 127.0.0.1:22',
        'status request → 127.0.0.1:80',
        'status request → 127.0.0.1:81',
        'open ← 127.0.0.1:22',
        'open ← 127.0.0.1:80',
        'closed ← 127.0.0.1:81',
        'information request port → 127.0.0.1:22',
        'information request port → 127.0.0.1:80',
        'information request os → 127.0.0.1:22',
        'information ← 127.0.0.1:22',
        'information ← 127.0.0.1:80',
      ]),
    );
  });

  test.each([
    ['psap.message == "open" && psap.source.port == 22', 'open'],
    ['psap.attribute.service == "ssh"', 'information'],
    ['psap.signals == "ACK+RST" && psap.length == 0', 'closed'],
    ['psap.destination.port == 81', 'status request'],
  ])('can be filtered: %s', async (filter, name) => {
    const found = await column(300, ['-E', 'aggregator=;', '-e', 'psap.message'], filter);
    // One in each scan; a frame may hold other messages beside it.
    expect(found.length).toBeGreaterThanOrEqual(2);
    for (const line of found) expect(line.split(';')).toContain(name);
  });

  test('has no violation', async () => {
    expect(await column(16_384, ['-e', 'psap.violation'], 'psap.violation')).toEqual([]);
  });

  test('is recognised on any port by its first octets', async () => {
    expect(await column(60, ['-e', 'psap.message'], 'psap', 4_646)).toEqual(await column(60, ['-e', 'psap.message']));
  });

  test('is recognised on the port of another protocol, where its first octets are looked at first', async () => {
    expect(await column(16_384, info, 'psap', 80)).toEqual([]);
    const first = ['-o', 'tcp.try_heuristic_first:TRUE', ...info];
    expect(await column(16_384, first, 'psap', 80)).toEqual(await column(16_384, info));
  });
});

describe.skipIf(missing !== undefined)(`what is no PSAP${missing === undefined ? '' : `: ${missing}`}`, () => {
  const capture = (serverPort: number, text: string) =>
    writeCapture([
      { clientPort: 40_000, serverPort, pieces: [{ from: 'client', octets: encode(text) }], segmentOctets: 8 },
    ]);
  const violations = (one: Capture, ...words: string[]) =>
    runTshark(one, [...words, '-Y', 'psap', '-T', 'fields', '-e', 'psap.violation', '-e', '_ws.col.Info']);

  test('is a violation on a port of PSAP, told once', async () => {
    expect(await violations(capture(DEFAULT_AGENT_PORT, 'GET / HTTP/1.1'))).toBe(
      'bad-magic\tbad-magic (ERR-1)\n\tafter a violation, not read\n',
    );
    const expert = await runTshark(capture(DEFAULT_AGENT_PORT, 'GET /'), ['-q', '-z', 'expert,error']);
    expect(expert).toMatch(/Malformed +PSAP +bad-magic \(ERR-1\): right would be 'P' \(text\) or 0x89 \(binary\)/);
  });

  test('is left alone on others, which the preference lists', async () => {
    expect(await violations(capture(9_999, 'GET /'))).toBe('');
    expect(await violations(capture(9_999, 'GET /'), '-o', 'psap.ports:9990-9999')).toContain('bad-magic');
    expect(await violations(capture(DEFAULT_AGENT_PORT, 'GET /'), '-o', 'psap.ports:9999')).toBe('');
    expect(await violations(capture(9_999, '\x89PNG\r\n\x1a\n'))).toBe('');
  });
});
