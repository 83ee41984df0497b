import { describe, expect, test } from 'vitest';
import { renderScan } from './scan-text.ts';
import { plain, tagged } from './testing/palettes.ts';
import { crowd, hostResult, portResult, scanResult } from './testing/scans.ts';

const ssh = portResult(22, 'open', 'syn-ack', {
  info: { service: 'ssh', transport: 'tcp', product: 'OpenSSH', version: '9.2', banner: 'SSH-2.0-OpenSSH_9.2' },
});

describe('a scan', () => {
  test('of one host', () => {
    const ports = [
      ssh,
      portResult(80, 'open', 'syn-ack', { elapsedMs: 103.2 }),
      portResult(443, 'open', 'not-psap', { elapsedMs: 0.42 }),
      portResult(8000, 'filtered', 'no-response', { elapsedMs: 2_003.1, attempts: 2 }),
      ...crowd(9_000, 996, 'closed', 'refused'),
    ];
    const os = { family: 'Linux', name: 'Debian GNU/Linux', version: '12' };
    expect(renderScan(scanResult([hostResult(ports, { os })]), plain)).toMatchInlineSnapshot(`
      "127.0.0.1 is up
      Not shown: 996 closed ports (refused)
      PORT  STATE     REASON         TIME  SERVICE
      22    open      syn-ack      1.2 ms  ssh OpenSSH 9.2 "SSH-2.0-OpenSSH_9.2"
      80    open      syn-ack      103 ms
      443   open      not-psap     0.4 ms
      8000  filtered  no-response  2.00 s
      OS: Debian GNU/Linux 12

      1,000 ports of 1 host in 812 ms: 3 open, 996 closed, 1 filtered (seed 7)
      "
    `);
  });

  test('of several hosts, of which one is up', () => {
    const hosts = [
      hostResult([portResult(22, 'open', 'syn-ack'), portResult(80, 'closed', 'refused')]),
      hostResult(crowd(1, 1_000, 'filtered', 'no-response'), { address: '127.0.0.2', up: null }),
      hostResult(crowd(1, 30, 'error', 'local:EMFILE'), { address: '127.0.0.3', up: null }),
      hostResult([], { address: '::1', up: null }),
    ];
    expect(renderScan(scanResult(hosts), plain)).toMatchInlineSnapshot(`
      "127.0.0.1 is up
      PORT  STATE   REASON     TIME  SERVICE
      22    open    syn-ack  1.2 ms
      80    closed  refused  1.2 ms

      127.0.0.2 gives no answer: it is down, or everything is filtered
      Not shown: 1,000 filtered ports (no-response)

      127.0.0.3 could not be probed
      Not shown: 30 ports in error (local:EMFILE)

      ::1: nothing is known of it

      1,032 ports of 4 hosts (1 up) in 812 ms: 1 open, 1 closed, 1,000 filtered, 30 error (seed 7)
      "
    `);
  });

  test('of more hosts than one wants to read', () => {
    const quiet = Array.from({ length: 254 }, (_, index) =>
      hostResult(crowd(1, 100, index < 4 ? 'closed' : 'filtered', index < 4 ? 'refused' : 'no-response'), {
        address: `192.0.2.${index + 2}`,
        up: index < 4 ? true : null,
      }),
    );
    const hosts = [hostResult([portResult(22, 'open', 'syn-ack')], { address: '192.0.2.1' }), ...quiet];
    expect(renderScan(scanResult(hosts), plain)).toMatchInlineSnapshot(`
      "192.0.2.1 is up
      PORT  STATE  REASON     TIME  SERVICE
      22    open   syn-ack  1.2 ms

      Not shown: 4 hosts up with no port to list, 250 hosts without an answer

      25,401 ports of 255 hosts (5 up) in 812 ms: 1 open, 400 closed, 25,000 filtered (seed 7)
      "
    `);
  });

  test('that shows open ports alone', () => {
    const summary = { open: 1, closed: 1, filtered: 997, error: 1 };
    const result = scanResult([hostResult([ssh], { summary })], { summary });
    expect(renderScan(result, plain)).toMatchInlineSnapshot(`
      "127.0.0.1 is up
      Not shown: 1 closed port, 997 filtered ports, 1 port in error
      PORT  STATE  REASON     TIME  SERVICE
      22    open   syn-ack  1.2 ms  ssh OpenSSH 9.2 "SSH-2.0-OpenSSH_9.2"

      1,000 ports of 1 host in 812 ms: 1 open, 1 closed, 997 filtered, 1 error (seed 7)
      "
    `);
  });

  test('that found nothing yet', () => {
    expect(renderScan(scanResult([hostResult([], { up: null })]), plain)).toMatchInlineSnapshot(`
      "127.0.0.1: nothing is known of it

      0 ports of 1 host in 812 ms (seed 7)
      "
    `);
  });
});

describe('folding', () => {
  const shown = (ports: Parameters<typeof hostResult>[0]) =>
    renderScan(scanResult([hostResult(ports)]), plain)
      .split('\n\n')[0]!
      .split('\n');

  test('keeps 25 alike ports in the table, and folds 26', () => {
    expect(shown(crowd(1, 25, 'closed', 'refused'))).toHaveLength(27);
    expect(shown(crowd(1, 26, 'closed', 'refused'))).toEqual([
      '127.0.0.1 is up',
      'Not shown: 26 closed ports (refused)',
    ]);
  });

  test('counts each state and reason for itself', () => {
    const ports = [
      ...crowd(1, 26, 'closed', 'refused'),
      ...crowd(101, 25, 'closed', 'rst'),
      ...crowd(201, 1_000, 'filtered', 'no-reply'),
      ...crowd(2_001, 40, 'error', 'agent:denied'),
    ];
    const lines = shown(ports);
    expect(lines[1]).toBe(
      'Not shown: 26 closed ports (refused), 1,000 filtered ports (no-reply), 40 ports in error (agent:denied)',
    );
    expect(lines).toHaveLength(3 + 25);
  });

  test('never hides an open port', () => {
    expect(shown(crowd(1, 65_535, 'open', 'not-psap'))).toHaveLength(65_537);
  });
});

describe('colours', () => {
  test('tell states apart, and errors from all others', () => {
    const ports = [
      portResult(1, 'open', 'syn-ack'),
      portResult(2, 'closed', 'refused'),
      portResult(3, 'filtered', 'no-reply'),
      portResult(4, 'error', 'local:EMFILE', { attempts: 0, elapsedMs: 0 }),
      ...crowd(10, 26, 'error', 'agent:denied'),
    ];
    expect(renderScan(scanResult([hostResult(ports)]), tagged)).toMatchInlineSnapshot(`
      "<bold>127.0.0.1</bold> is up
      Not shown: <red>26 ports in error (agent:denied)</red>
      <bold>PORT</bold>  <bold>STATE   </bold>  <bold>REASON      </bold>  <bold>  TIME</bold>  <bold>SERVICE</bold>
      1     <green>open    </green>  syn-ack       1.2 ms
      2     closed    refused       1.2 ms
      3     <yellow>filtered</yellow>  no-reply      1.2 ms
      4     <red>error   </red>  local:EMFILE  0.0 ms

      30 ports of 1 host in 812 ms: 1 open, 1 closed, 1 filtered, 27 error (seed 7)
      "
    `);
  });
});

describe('texts of a peer', () => {
  test('cannot move the cursor, recolour the terminal, break the line or turn the writing', () => {
    const info = {
      service: 'ssh\x1b[31m',
      transport: 'tcp',
      product: 'a\nb\r\tc',
      version: '\u009b2J',
      banner: 'x\u202Eevil\u2028\x7f',
      description: '\x00',
    };
    const os = { family: 'Linux', name: '\x1b]0;title\x07', hostname: 'a\nb' };
    const text = renderScan(scanResult([hostResult([portResult(22, 'open', 'syn-ack', { info })], { os })]), plain);
    expect(text).toMatchInlineSnapshot(`
      "127.0.0.1 is up
      PORT  STATE  REASON     TIME  SERVICE
      22    open   syn-ack  1.2 ms  ssh\\x1b[31m a\\x0ab\\x0d\\x09c \\x9b2J (\\x00) "x\\u202eevil\\u2028\\x7f"
      OS: \\x1b]0;title\\x07, host name a\\x0ab

      1 port of 1 host in 812 ms: 1 open (seed 7)
      "
    `);
  });

  test('do not fill the screen', () => {
    const info = { service: 'http', transport: 'tcp', banner: 'y'.repeat(4_000) };
    const text = renderScan(scanResult([hostResult([portResult(80, 'open', 'syn-ack', { info })])]), plain);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(120);
    expect(text).toContain('yyy…"');
  });
});
