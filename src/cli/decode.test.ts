import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DecodeResult } from '../results/decode.ts';
import { readOctetInput } from './octet-input.ts';
import { runInProcess } from './testing/run-in-process.ts';

const decode = (...words: string[]) => runInProcess(['decode', ...words, '--no-color']);

/** The example of the specification: a status request in binary. */
const request = '89500100050100000000000700000000000000000000ffff7f0000019cb000000000000000000000ffff7f0000010050';
const textRequest =
  'PSAP/1 COMMAND CONNECTION SYN\r\nId: 7\r\nSource: 127.0.0.1:40112\r\nDestination: 127.0.0.1:67\r\n' +
  'Encoding: text\r\nLength: 5\r\n\r\nHello';
const portZero = request.replace('9cb0', '0000');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portlab-decode-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The path of a file with that content. */
async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('what it prints', () => {
  test('a binary message, field by field', async () => {
    const { code, stdout } = await decode(request);
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        'message 1: status request (binary), id 7, 127.0.0.1:40112 → 127.0.0.1:80, 48 octets',
        '  0000  89 50                    magic                PSAP, binary',
        '  0002  01                       version              1',
        '  0003  00                       type                 COMMAND',
        '  0004  05                       flags                CONNECTION + SYN',
        '  0005  01                       encoding             binary',
        '  0006  00 00                    body length          0',
        '  0008  00 00 00 07              id                   7',
        '  000c  00 00 00 00 00 00 00 00  source address       127.0.0.1',
        '  0014  00 00 ff ff 7f 00 00 01',
        '  001c  9c b0                    source port          40112',
        '  001e  00 00 00 00 00 00 00 00  destination address  127.0.0.1',
        '  0026  00 00 ff ff 7f 00 00 01',
        '  002e  00 50                    destination port     80',
        '',
        '48 octets: 1 message',
        '',
      ].join('\n'),
    );
  });

  test('a text message, line by line', async () => {
    const { code, stdout } = await decode(await file('request', textRequest));
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => /^ {2}\w+ {2}.{23} {2}\w/.test(line))).toEqual([
      '  0000  50 53 41 50 2f 31 20 43  start line   PSAP/1 COMMAND CONNECTION SYN',
      '  001f  49 64 3a 20 37 0d 0a     Id           7',
      '  0026  53 6f 75 72 63 65 3a 20  Source       127.0.0.1:40112',
      '  003f  44 65 73 74 69 6e 61 74  Destination  127.0.0.1:67',
      '  005a  45 6e 63 6f 64 69 6e 67  Encoding     text',
      '  006a  4c 65 6e 67 74 68 3a 20  Length       5',
      '  0075  0d 0a                    blank line   end of the header',
      '  0077  48 65 6c 6c 6f           greeting     Hello',
    ]);
  });

  test('a violation in its place, with what would be right, and what is not read behind it', async () => {
    const { code, stdout } = await decode(`${request}${portZero}4869`);
    expect(code).toBe(1);
    const lines = stdout.split('\n');
    expect(lines.slice(lines.indexOf('message 2: refused, 48 octets read') + 10)).toEqual([
      '  004c  00 00                    source port          0',
      '        ^^ ^^',
      '        bad-address (ERR-8): 0',
      '          right would be: a source port from 1 to 65535',
      '  004e  00 00 00 00 00 00 00 00  destination address  127.0.0.1',
      '  0056  00 00 ff ff 7f 00 00 01',
      '  005e  00 50                    destination port     80',
      '',
      '2 octets behind the violation, not read',
      '  0060  48 69                    not read             Hi',
      '',
      '98 octets: 1 message, 1 violation, 2 octets not read',
      'hint: `portlab explain bad-address` says more',
      '',
    ]);
  });

  test('an unfinished message', async () => {
    const { code, stdout } = await decode(request.slice(0, 20));
    expect(code).toBe(1);
    expect(stdout).toContain('message 1: unfinished (binary), at least 38 octets missing');
    expect(stdout).toContain('  0008  00 00                    id           2 of 4 octets');
  });

  test('a remark, which is no violation unless that is asked for', async () => {
    const path = await file('spelling', textRequest.replace('Id: 7', 'id:7'));
    expect(await decode(path)).toMatchObject({ code: 0, stdout: expect.stringContaining('TEXT-22: "id:7"') });
    expect(await decode(path, '--strict')).toMatchObject({ code: 1 });
  });

  test('control characters of a peer as what they are', async () => {
    const { stdout } = await decode('--raw', await file('escape', textRequest.replace('Hello', '\x1b[31m')));
    expect(stdout).toContain('greeting     \\x1b[31m');
  });

  test('long bodies folded, unless all is asked for', async () => {
    const body = 'x'.repeat(1_000);
    const path = await file('long', textRequest.replace('Length: 5', 'Length: 1000').replace('Hello', body));
    expect((await decode(path)).stdout).toContain('        … 960 octets more\n');
    const full = (await decode(path, '--full')).stdout;
    expect(full).not.toContain('more');
    expect(full).toContain(body);
  });

  test('one JSON document', async () => {
    const { code, stdout } = await decode('--json', `${request}${portZero}4869`);
    expect(code).toBe(1);
    const result = JSON.parse(stdout) as DecodeResult;
    expect(result).toMatchObject({
      input: 'argument',
      octets: 98,
      blocks: [
        {
          kind: 'message',
          offset: 0,
          length: 48,
          message: {
            name: 'status-request',
            encoding: 'binary',
            id: 7,
            source: { address: '127.0.0.1', port: 40_112 },
            destination: { address: '127.0.0.1', port: 80 },
            body: '',
          },
          remarks: [],
        },
        { kind: 'violation', violation: { code: 'bad-address', clause: 'ERR-8', offset: 76, length: 2 } },
        { kind: 'unread', offset: 96, length: 2 },
      ],
      summary: { messages: 1, violations: 1, unfinished: 0, remarks: 0, unreadOctets: 2 },
    });
    expect(result.blocks.flatMap(({ spans }) => spans.map(({ hex }) => hex)).join('')).toBe(
      `${request}${portZero}4869`,
    );
  });
});

describe('where octets come from', () => {
  const dump = `0000  ${request.replace(/../g, '$& ')}`;
  const binary = Buffer.from(request, 'hex');

  test('arguments, with or without spaces', async () => {
    expect((await decode(...request.match(/../g)!)).code).toBe(0);
    expect((await decode(`0x${request}`)).code).toBe(0);
  });

  test('a file: its content says whether it is a dump', async () => {
    expect((await decode(await file('octets.bin', binary))).code).toBe(0);
    expect((await decode(await file('dump.txt', dump))).code).toBe(0);
  });

  test('standard input, in the same way', async () => {
    for (const content of [binary, Buffer.from(dump), Buffer.from(`\u{feff}${request}`)]) {
      const { name, octets } = await readOctetInput(['-'], undefined, Readable.from([content]));
      expect([name, Buffer.from(octets).toString('hex')]).toEqual(['standard input', request]);
    }
  });

  test('read as it is told', async () => {
    const path = await file('digits', request);
    expect((await decode('--raw', path)).stdout).toContain('bad-magic');
    expect((await decode('--hex', path)).code).toBe(0);
  });

  test('from one side: the other may not send it', async () => {
    expect(await decode(request, '--from', 'responder')).toMatchObject({ code: 1 });
    expect(await decode(request, '--from', 'scanner')).toMatchObject({ code: 0 });
  });
});

describe('what helps', () => {
  test('headers of other layers before the message', async () => {
    expect((await decode(`4500ffff${request}`)).stdout).toContain('begins at octet 4: `--skip 4`');
    expect((await decode(`4500ffff${request}`, '--skip', '4')).code).toBe(0);
  });

  test('lines that end in LF alone', async () => {
    const path = await file('unix', textRequest.replaceAll('\r', ''));
    expect((await decode(path)).stdout).toContain('a header has CRLF (TEXT-4)');
  });
});

describe('input that is none exits 2 and says where', () => {
  test.each([
    ['pcapng', Uint8Array.of(0x0a, 0x0d, 0x0d, 0x0a, 0x1c), 'is a capture: open it in Wireshark'],
    ['pcap', Uint8Array.of(0xd4, 0xc3, 0xb2, 0xa1, 0x02), 'is a capture: open it in Wireshark'],
    ['a trace', '{"atMs":0,"kind":"began"}\n', "is a trace: give the digits of an event's `octets`"],
  ])('%s, unless --raw says otherwise', async (_, content, said) => {
    const path = await file('saved', content);
    const refused = await decode(path);
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain(said);
    expect((await decode(path, '--raw')).stdout).toContain('bad-magic');
  });

  test.each([
    [['89 5g'], ['argument:1:5', '`g` is no hexadecimal digit']],
    [
      ['89', '50', '1'],
      ['argument:1:7', 'an octet is two digits'],
    ],
    [['no-such-file'], ['neither a file nor octets']],
    [['--raw', '8950'], ['--raw needs one']],
    [
      ['--hex', 'xyz'],
      ['argument:1:1', '`x`'],
    ],
    [['--hex', '--raw', '89'], ['exclude each other']],
    [['8950', '--skip', '999'], ['--skip 999 leaves none of the 2 octets of argument: skip 1 at most']],
    [['89', '--skip', '1'], ['--skip 1 leaves none of the 1 octet of argument: skip 0 at most']],
    [['.'], ['is a folder']],
    [['89', '--from', 'me'], ['scanner or responder']],
    [[], ['input']],
  ])('%j', async (words, said) => {
    const { code, stdout, stderr } = await decode(...words);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    for (const text of said) expect(stderr).toContain(text);
  });

  test('an empty file', async () => {
    expect(await decode(await file('empty', ''))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no octets'),
    });
  });
});
