import { expect, test } from 'vitest';
import { describeScript } from './script-text.ts';

test('octets are written with the escapes of a case', () => {
  const lines = describeScript({
    id: 'TEXT-X-01',
    title: 'x',
    requirements: ['TEXT-1'],
    level: 'MUST',
    script: [
      {
        send: [
          { text: 'GET\\r\\n' },
          { message: 'status-request', body: '\\xff\u001b', replace: { 'Id: 1': 'Id:\\t1' } },
        ],
      },
    ],
  });
  expect(lines).toEqual([
    String.raw`> text "GET\r\n"`,
    String.raw`> status-request id 1 in text {own} → {open}, body "\xff\u001b", "Id: 1" → "Id:\t1"`,
  ]);
});
