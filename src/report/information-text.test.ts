import { expect, test } from 'vitest';
import { osText, serviceText } from './information-text.ts';

test.each([
  [undefined, ''],
  [{ service: 'unknown', transport: 'tcp' }, 'unknown'],
  [{ service: 'ssh', transport: 'tcp', product: 'OpenSSH', version: '9.2' }, 'ssh OpenSSH 9.2'],
  [{ service: 'http', transport: 'tcp', description: 'the shop', kind: 'user' }, 'http (the shop)'],
  [{ service: 'ftp', transport: 'tcp', version: '3', banner: '220 hello' }, 'ftp 3 "220 hello"'],
])('the service of %j', (info, text) => {
  expect(serviceText(info)).toBe(text);
});

test.each([
  [{ family: 'Linux' }, 'Linux'],
  [{ family: 'Linux', version: '6.1' }, 'Linux 6.1'],
  [{ family: 'Linux', name: 'Debian GNU/Linux', version: '12' }, 'Debian GNU/Linux 12'],
  [
    { family: 'Linux', name: 'Debian', version: '12', kernel: '6.1.0', arch: 'x86_64', hostname: 'web-1' },
    'Debian 12, kernel 6.1.0, x86_64, host name web-1',
  ],
  [{ family: 'OpenBSD', uptimeSeconds: 90_061 }, 'OpenBSD, up 1 d 1 h'],
])('the system %j', (os, text) => {
  expect(osText(os)).toBe(text);
});
