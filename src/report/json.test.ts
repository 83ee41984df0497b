import { describe, expect, test } from 'vitest';
import { toJsonDocument, toJsonLine } from './json.ts';
import { hostResult, portResult, scanResult } from './testing/scans.ts';

const info = { service: 'ssh', transport: 'tcp', product: 'OpenSSH', version: '9.2' };

describe('a JSON document', () => {
  test('of a scan has the keys of the contract in their order', () => {
    const host = hostResult([portResult(22, 'open', 'syn-ack', { info })], {
      os: { family: 'Linux', name: 'Debian GNU/Linux' },
    });
    const { address, up, ports, os, summary } = host;
    const document = toJsonDocument(scanResult([{ address, up, ports, os: os!, summary }]));
    expect(document).toMatchInlineSnapshot(`
      "{
        "mode": "list",
        "probe": "psap",
        "engine": "stream",
        "seed": 7,
        "elapsedMs": 812.4,
        "complete": true,
        "hosts": [
          {
            "address": "127.0.0.1",
            "up": true,
            "ports": [
              {
                "host": "127.0.0.1",
                "port": 22,
                "state": "open",
                "reason": "syn-ack",
                "elapsedMs": 1.24,
                "attempts": 1,
                "info": {
                  "service": "ssh",
                  "transport": "tcp",
                  "product": "OpenSSH",
                  "version": "9.2"
                }
              }
            ],
            "os": {
              "family": "Linux",
              "name": "Debian GNU/Linux"
            },
            "summary": {
              "open": 1,
              "closed": 0,
              "filtered": 0,
              "error": 0
            }
          }
        ],
        "summary": {
          "open": 1,
          "closed": 0,
          "filtered": 0,
          "error": 0
        }
      }
      "
    `);
    expect(JSON.parse(document)).toMatchObject({ mode: 'list', hosts: [{ up: true }] });
  });

  test('rounds times to the microsecond, and nothing else', () => {
    const value = { elapsedMs: 1.23456789, rttMs: 0.1 + 0.2, seed: 1.23456789, nested: [{ atMs: 5 }] };
    expect(JSON.parse(toJsonDocument(value))).toEqual({
      elapsedMs: 1.235,
      rttMs: 0.3,
      seed: 1.23456789,
      nested: [{ atMs: 5 }],
    });
  });

  test('keeps null, and leaves out what is undefined', () => {
    expect(toJsonDocument({ up: null, os: undefined })).toBe('{\n  "up": null\n}\n');
  });
});

describe('a JSON line', () => {
  test('is one line, whatever its texts hold', () => {
    const line = toJsonLine(portResult(22, 'open', 'syn-ack', { info: { ...info, banner: 'a\nb\u2028\x1b' } }));
    expect(line).toMatchInlineSnapshot(`
      "{"host":"127.0.0.1","port":22,"state":"open","reason":"syn-ack","elapsedMs":1.24,"attempts":1,"info":{"service":"ssh","transport":"tcp","product":"OpenSSH","version":"9.2","banner":"a\\nb \\u001b"}}
      "
    `);
    expect(line.trimEnd().split('\n')).toHaveLength(1);
  });
});
