import { describe, expect, it } from 'vitest';
import type { TimelineEvent } from '../results/timeline.ts';
import { toPcapng } from './pcapng.ts';
import { readPcapng } from './testing/read-pcapng.ts';
import { everything, numberedDigits } from './testing/timelines.ts';
import { describeWithTshark } from './testing/tshark.ts';

const beganUs = BigInt(Date.parse('2026-02-28T23:59:59.500Z')) * 1_000n;

/** Packets between these two ports of a timeline, as `from time: flags sequence/acknowledgement octets`. */
function talk(timeline: readonly TimelineEvent[], peerPort: number): string[] {
  const packets = readPcapng(toPcapng(timeline)).packets.filter(({ source, destination }) =>
    [source, destination].some((end) => end.endsWith(` ${peerPort}`)),
  );
  const base: Record<string, number> = {};
  for (const { source, sequence, flags } of packets) if (flags.includes('S')) base[source] = sequence;
  const relative = (end: string, number: number) => (number - (base[end] ?? 0)) >>> 0;
  return packets.map(({ source, destination, inbound, atUs, flags, sequence, acknowledgement, payload }) => {
    const ack = flags.includes('A') ? `/${relative(destination, acknowledgement)}` : '';
    const octets =
      payload.length === 0 ? '' : payload.length > 8 ? ` (${payload.length})` : ` ${payload.toString('hex')}`;
    return `${inbound ? '<' : '>'} ${(atUs - beganUs) / 1_000n} ${flags} ${relative(source, sequence)}${ack}${octets}`;
  });
}

describe('a timeline as pcapng', () => {
  const section = readPcapng(toPcapng(everything));

  it('is one section with one interface for IP packets, and says what it is', () => {
    expect(section).toMatchObject({ application: 'portlab', linkType: 101 });
    expect(section.comments).toEqual([
      'a run with everything, seed 7',
      expect.stringMatching(/^Written from a timeline: /),
      '1 connection failed here, with EMFILE: no packet left',
    ]);
  });

  it('has its packets in order of time, to the microsecond, from the wall clock on', () => {
    const times = section.packets.map(({ atUs }) => atUs);
    expect(times).toEqual(times.toSorted((one, other) => Number(one - other)));
    expect(times[0]).toBe(beganUs + 1_000n);
    expect(times).toContain(beganUs + 260_063n);
  });

  it('goes between the logical addresses, in the family of the peer', () => {
    const ends = new Set(
      section.packets.filter(({ inbound }) => !inbound).map(({ source, destination }) => `${source} > ${destination}`),
    );
    expect([...ends]).toEqual([
      '127.0.0.1 50001 > 192.0.2.40 443',
      '127.0.0.1 61002 > 192.0.2.40 81',
      '127.0.0.1 61003 > 192.0.2.40 8000',
      '2001:db8::9 50004 > 2001:db8::1 9022',
      '::1 50005 > 2001:db8::1 9023',
      '127.0.0.1 50007 > 192.0.2.40 9445',
      '127.0.0.1 61008 > 192.0.2.40 446',
      '127.0.0.1 50010 > 192.0.2.40 447',
      '127.0.0.1 61011 > 192.0.2.40 448',
      '2001:db8::9 61012 > 2001:db8::1 449',
    ]);
  });

  it('tells a conversation whole: handshake, octets as they were cut, ends', () => {
    expect(
      talk(
        everything.filter(({ atMs }) => atMs < 300),
        443,
      ),
    ).toEqual([
      '> 1 S 0',
      '< 5 SA 0/1',
      '> 5 A 1/1',
      '> 5 PA 1/1 506f7274',
      '< 5 A 1/5',
      '< 255 PA 1/5 7965',
      '> 255 A 5/3',
      '< 260 PA 3/5 73',
      '> 260 A 5/4',
      '< 261 FA 4/5',
      '> 261 A 5/5',
      '> 261 FA 5/5',
      '< 261 A 5/6',
    ]);
  });

  it.each<[what: string, port: number, packets: string[]]>([
    ['a refusal', 81, ['> 2 S 0', '< 2 RA 0/1']],
    ['silence', 8_000, ['> 3 S 0', '> 1003 S 0', '> 3003 S 0']],
    [
      'a reset by the peer',
      9_022,
      ['> 6 S 0', '< 7 SA 0/1', '> 7 A 1/1', '> 7 PA 1/1 0102030405', '< 7 A 1/6', '< 8 RA 1/6'],
    ],
    ['a reset by us', 9_023, ['> 9 S 0', '< 10 SA 0/1', '> 10 A 1/1', '< 10 PA 1/1 ff', '> 10 A 1/2', '> 11 RA 1/2']],
    ['a reset at once', 446, ['> 17 S 0', '< 18 SA 0/1', '> 18 A 1/1', '< 18 RA 1/1']],
    ['an answer after the SYN was sent again', 447, ['> 1000 S 0', '> 2000 S 0', '< 2500 SA 0/1', '> 2500 A 1/1']],
    ['no way there', 448, ['> 3700 S 0']],
    ['a failure of this machine, which sends nothing', 444, []],
    ['a connection that is dialled when the timeline ends', 449, ['> 3900 S 0']],
  ])('shows %s', (_what, port, packets) => {
    expect(talk(everything, port)).toEqual(packets);
  });

  it('cuts what no packet holds, acknowledges it, and goes on after our own end', () => {
    expect(talk(everything, 9_445)).toEqual([
      '> 13 S 0',
      '< 14 SA 0/1',
      '> 14 A 1/1',
      '> 14 A 1/1 (65475)',
      '< 14 A 1/65476',
      '> 14 A 65476/1 (65475)',
      '< 14 A 1/130951',
      '> 14 A 130951/1 (65475)',
      '< 14 A 1/196426',
      '> 14 PA 196426/1 (3576)',
      '< 14 A 1/200002',
      '> 14 FA 200002/1',
      '< 14 A 1/200003',
      '< 15 A 1/200003 (65475)',
      '> 15 A 200003/65476',
      '< 15 PA 65476/200003 (4525)',
      '> 15 A 200003/70001',
      '< 16 FA 70001/200003',
      '> 16 A 200003/70002',
    ]);
  });

  it('comments: whose connection, where it really went, faults, verdicts, and how it failed', () => {
    const commented = section.packets.flatMap(({ comments, atUs, flags }) =>
      comments.map((comment) => `${(atUs - beganUs) / 1_000n} ${flags}: ${comment}`),
    );
    expect(commented).toEqual(
      expect.arrayContaining([
        '1 S: connection 1 of scanner default',
        '1 S: its real peer is 127.0.0.1:40001',
        '1 S: fault begins: web port 443,8000-8010, slow 250 ms',
        '2 RA: verdict of scanner default: port 81 closed (refused), 1 attempt, 0.3 ms',
        '261 A: verdict of scanner default: port 443 open (syn-ack), 1 attempt, 260 ms',
        '1000 S: fault ends: web port 443,8000-8010, slow 250 ms',
        '1003 S: retransmitted, as RFC 6298 has it: the timeline does not say',
        '3003 S: no answer: the scanner gave up after 3.50 s',
        '3003 S: verdict of scanner default: port 8000 filtered (no-response), 1 attempt, 3.50 s',
        '2500 A: the connection failed: ETIMEDOUT',
        '3700 S: the connection failed: EHOSTUNREACH',
      ]),
    );
  });

  it('gives the same pair of ports other sequence numbers, so that the conversations stay apart', () => {
    const starts = section.packets.filter(({ flags, source }) => flags === 'S' && source === '127.0.0.1 50001');
    expect(new Set(starts.map(({ sequence }) => sequence)).size).toBe(2);
  });

  it('holds octets that a timeline has before the connection is up until it is', () => {
    const [began] = everything;
    const timeline: TimelineEvent[] = [
      began!,
      { atMs: 1, kind: 'dial', connection: 1, scanner: 'a', address: '::1', port: 7 },
      { atMs: 1, kind: 'octets', connection: 1, direction: 'sent', octets: '0a' },
      { atMs: 2, kind: 'octets', connection: 1, direction: 'received', octets: '0B' },
    ];
    expect(talk(timeline, 7)).toEqual([
      '> 1 S 0',
      '< 2 SA 0/1',
      '> 2 A 1/1',
      '> 2 PA 1/1 0a',
      '< 2 A 1/2',
      '< 2 PA 1/2 0b',
      '> 2 A 2/2',
    ]);
  });

  it('is a file without packets where nobody dialled, and takes comments of any length', () => {
    expect(readPcapng(toPcapng([])).packets).toEqual([]);
    const name = `${'ü'.repeat(40_000)}`;
    const began: TimelineEvent = { atMs: 0, kind: 'began', name, seed: 1, wallClock: '2026-01-01T00:00:00Z' };
    expect(readPcapng(toPcapng([began])).comments[0]).toBe('ü'.repeat(32_767));
  });
});

describe('the wall clock', () => {
  it.each([
    '1970-01-01T00:00:00.000Z',
    '1999-12-31T23:59:59.999Z',
    '2000-02-29T12:00:00.001Z',
    '2024-02-29T00:00:00Z',
    '2024-03-01T00:00:00Z',
    '2026-01-02T03:04Z',
    '2100-03-01T00:00:00.000Z',
  ])('is read as it is meant: %s', (wallClock) => {
    const timeline: TimelineEvent[] = [
      { atMs: 0, kind: 'began', name: 'a', seed: 1, wallClock },
      { atMs: 0, kind: 'dial', connection: 1, scanner: 'a', address: '127.0.0.1', port: 7 },
    ];
    expect(readPcapng(toPcapng(timeline)).packets[0]!.atUs).toBe(BigInt(Date.parse(wallClock)) * 1_000n);
  });
});

describeWithTshark('tshark', (tshark) => {
  const checking = ['-o', 'ip.check_checksum:TRUE', '-o', 'tcp.check_checksum:TRUE'];
  // What stands in the segments is no concern of these tests: no dissector may guess at it.
  const onlyTcp = ['-d', 'tcp.port==1-65535,data'];
  const capture = toPcapng(everything);

  it('finds nothing malformed, every checksum good, and nothing odd but what we mean', async () => {
    const columns = [
      'frame.protocols',
      'ip.checksum.status',
      'tcp.checksum.status',
      '_ws.malformed',
      '_ws.expert.message',
    ];
    const fields = ['-T', 'fields', ...columns.flatMap((name) => ['-e', name])];
    const packets = readPcapng(capture).packets;
    const rows = (await tshark(capture, [...onlyTcp, ...checking, ...fields])).trimEnd().split('\n');
    expect(rows).toHaveLength(packets.length);
    for (const [index, row] of rows.entries()) {
      const [protocols, ip, tcp, malformed, expert] = row.split('\t');
      const isIpv6 = packets[index]!.source.split(' ')[0]!.includes(':');
      expect([protocols, ip, tcp, malformed]).toEqual([
        expect.stringMatching(isIpv6 ? /^raw:ipv6:tcp/ : /^raw:ip:tcp/),
        isIpv6 ? '' : '1',
        '1',
        '',
      ]);
      expect(expert).not.toMatch(/out-of-order|not captured|unseen|window|duplicate|zero|suspected.*fast/i);
    }
  });

  it('shows the comments', async () => {
    const comments = await tshark(capture, ['-T', 'fields', '-e', 'frame.comment', '-Y', 'tcp.port == 8000']);
    expect(comments).toContain('no answer: the scanner gave up after 3.50 s');
  });

  it('follows every stream to the octets that moved', async () => {
    const fields = ['tcp.stream', 'frame.packet_flags_direction', 'tcp.payload'].flatMap((name) => ['-e', name]);
    const rows = await tshark(capture, [...onlyTcp, '-T', 'fields', ...fields, '-Y', 'tcp.len > 0']);
    const streams = new Map<string, string>();
    for (const row of rows.trimEnd().split('\n')) {
      const [stream, direction, payload] = row.split('\t');
      const key = `${stream} ${Number(direction) === 1 ? 'received' : 'sent'}`;
      streams.set(key, (streams.get(key) ?? '') + payload!);
    }
    // Streams are numbered by their first packet, and one connection has none.
    expect(Object.fromEntries(streams)).toEqual({
      '0 sent': '506f7274',
      '0 received': '796573',
      '3 sent': '0102030405',
      '4 received': 'ff',
      '5 sent': numberedDigits(200_001),
      '5 received': numberedDigits(70_000),
      '7 sent': 'abcdef',
    });
  });

  it('reassembles what it follows', async () => {
    const followed = await tshark(capture, [...onlyTcp, '-q', '-z', 'follow,tcp,raw,5']);
    const lines = followed.split('\n').filter((line) => /^\t?[0-9a-f]+$/.test(line));
    const side = (isReceived: boolean) =>
      lines
        .filter((line) => line.startsWith('\t') === isReceived)
        .join('')
        .replaceAll('\t', '');
    expect(side(false)).toBe(numberedDigits(200_001));
    expect(side(true)).toBe(numberedDigits(70_000));
  });
});
