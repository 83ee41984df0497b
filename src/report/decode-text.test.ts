import { expect, test } from 'vitest';
import type { DecodeResult } from '../results/decode.ts';
import { renderDecode } from './decode-text.ts';
import { plain, tagged } from './testing/palettes.ts';

/** A version that is wrong, and an octet behind it. */
const result: DecodeResult = {
  input: 'argument',
  octets: 4,
  blocks: [
    {
      kind: 'violation',
      offset: 0,
      length: 3,
      spans: [
        { offset: 0, length: 2, hex: '8950', name: 'magic', value: 'PSAP, binary' },
        { offset: 2, length: 1, hex: '02', name: 'version', value: '2, unknown' },
      ],
      violation: { offset: 2, length: 1, code: 'bad-version', clause: 'ERR-2', expected: 'version 1', actual: '0x02' },
    },
    {
      kind: 'unread',
      offset: 3,
      length: 1,
      spans: [{ offset: 3, length: 1, hex: '41', name: 'not read', value: '' }],
    },
  ],
  hints: ['look it up'],
  summary: { messages: 0, violations: 1, unfinished: 0, remarks: 0, unreadOctets: 1 },
};

test('what is wrong stands under its octets, in red; what is not read is dim', () => {
  expect(renderDecode(result, { colours: tagged, full: false }).split('\n')).toEqual([
    '<red><bold>message 1:</bold></red> <red>refused</red>, 3 octets read',
    '  <dim>0000</dim>  <cyan>89 50</cyan>                    magic     PSAP, binary',
    '  <dim>0002</dim>  <cyan>02</cyan>                       version   2, unknown',
    '        <red>^^</red>',
    '        <red>bad-version (ERR-2)</red>: 0x02',
    '          right would be: version 1',
    '',
    '<dim>1 octet behind the violation, not read</dim>',
    '  <dim>0003</dim>  <dim>41</dim>                       not read  A',
    '',
    '4 octets: 0 messages, 1 violation, 1 octet not read',
    '<cyan>hint:</cyan> look it up',
    '',
  ]);
});

test('what is missing behind the last octet is said below it, and a remark in yellow', () => {
  const message = {
    name: 'information-request',
    encoding: 'binary',
    id: 7,
    source: { address: '2001:db8::1', port: 1 },
    destination: { address: '127.0.0.1', port: 2 },
    body: '',
  };
  const remark = { offset: 1, length: 0, code: 'bad-value', clause: 'ERR-14', expected: 'WANT', actual: 'none' };
  const spans = [{ offset: 0, length: 1, hex: '00', name: 'x\u0007', value: 'a\u001bb'.repeat(40) }];
  const whole: DecodeResult = {
    ...result,
    blocks: [{ kind: 'message', offset: 0, length: 1, spans, message, remarks: [remark] }],
    hints: [],
  };
  const lines = renderDecode(whole, { colours: plain, full: false }).split('\n');
  expect(lines[0]).toBe('message 1: information request (binary), id 7, [2001:db8::1]:1 → 127.0.0.1:2, 1 octet');
  expect(lines[1]).toMatch(/^ {2}0000 {2}00 {23}x\\x07 {2}a\\x1bba.*…$/);
  expect(lines.slice(2, 4)).toEqual(['        bad-value (ERR-14): none', '          right would be: WANT']);
  expect(renderDecode(whole, { colours: plain, full: true })).toContain('a\\x1bb'.repeat(40));
});
