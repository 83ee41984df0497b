import { describe, expect, test } from 'vitest';
import { formatPortRanges } from '../protocol/port-list.ts';
import { renderedErrors } from '../source/testing/rendered-errors.ts';
import { expectationsOf } from './expect.ts';
import { type CountBound, type Scanner, scannerDefaults } from './model.ts';
import { sampleScenario } from './testing/samples.ts';

/** What is expected of a scenario's ports, ports written as a list. */
function expectedOf(yaml: string) {
  return expectationsOf(sampleScenario(yaml), scannerDefaults).ports.map(
    ({ ports, scanner: _, host: __, ...wanted }) => {
      return { ports: formatPortRanges(ports), ...wanted };
    },
  );
}

/** So often, and no more. */
const times = (limit: number): CountBound => ({ operator: '==', limit });

describe('what is not said', () => {
  test('follows from the truth, ports of one verdict together', () => {
    expect(
      expectedOf(`
target:
  ports: { 22: open, 80: { state: open, slow: 100ms }, 8000-8010: filtered, 9000: silent }
scan: { ports: "1-1000,8000-9000" }
`),
    ).toEqual([
      { ports: '1-21,23-79,81-1000,8011-8999', state: 'closed', reason: 'refused' },
      { ports: '22,80', state: 'open', reason: 'syn-ack' },
      { ports: '8000-8010', state: 'filtered', reason: 'no-response' },
      { ports: '9000', state: 'filtered', reason: 'no-reply' },
    ]);
  });

  test('depends on how the scanner looks', () => {
    const seenBy = (scan: string) =>
      expectedOf(`
target: { agent: 4545, ports: { 22: open, 23: closed, 9000: silent } }
scan: ${scan}
`);
    expect(seenBy('{ probe: tcp }')).toEqual([
      { ports: '22,9000', state: 'open', reason: 'syn-ack' },
      { ports: '23', state: 'closed', reason: 'refused' },
    ]);
    expect(seenBy('{ via: agent }')).toEqual([
      { ports: '22', state: 'open', reason: 'syn-ack' },
      { ports: '23', state: 'closed', reason: 'rst' },
      { ports: '9000', state: 'filtered', reason: 'no-reply' },
    ]);
  });

  test('is held to the time limit of the scan, or to the usual one', () => {
    const slowPort = (scan: string) =>
      expectedOf(`{ target: { ports: { 80: { state: open, slow: 800ms } } }, ${scan} }`);
    expect(slowPort('scan: {}')).toEqual([{ ports: '80', state: 'open', reason: 'syn-ack' }]);
    expect(slowPort('scan: { timeout: 300ms }')).toEqual([{ ports: '80', state: 'filtered', reason: 'no-reply' }]);
  });
});

describe('what is said', () => {
  test('replaces state and reason that follow', () => {
    expect(
      expectedOf(`
target: { ports: { 20-29: open } }
expect:
  21: closed
  22: { reason: hangup }
  23-24: { state: filtered, reason: cut }
`),
    ).toEqual([
      { ports: '20,25-29', state: 'open', reason: 'syn-ack' },
      { ports: '21', state: 'closed' },
      { ports: '22', reason: 'hangup' },
      { ports: '23-24', state: 'filtered', reason: 'cut' },
    ]);
  });

  test('adds to them where it is about something else', () => {
    expect(
      expectedOf(`
target: { ports: { 22: { state: open, service: ssh } } }
scan: { info: true, retries: 2 }
expect: { 22: { time: ">= 1ms", attempts: 3, info: { service: ssh } } }
`),
    ).toEqual([
      {
        ports: '22',
        state: 'open',
        reason: 'syn-ack',
        time: { operator: '>=', limitMs: 1 },
        attempts: times(3),
        info: { service: 'ssh' },
      },
    ]);
  });

  test('stays by itself, cut where the truth changes', () => {
    expect(
      expectedOf(`
target: { ports: { 20-29: open, 30-39: closed } }
expect:
  "20-24,35-39": { attempts: 1 }
  "25-34": { attempts: 1 }
`),
    ).toEqual([
      { ports: '20-24', state: 'open', reason: 'syn-ack', attempts: times(1) },
      { ports: '25-29', state: 'open', reason: 'syn-ack', attempts: times(1) },
      { ports: '30-34', state: 'closed', reason: 'refused', attempts: times(1) },
      { ports: '35-39', state: 'closed', reason: 'refused', attempts: times(1) },
    ]);
  });

  test('of the summary is passed on', () => {
    const { summaries } = expectationsOf(
      sampleScenario('{ target: { ports: { 22: open } }, expect: { summary: { open: 1 } } }'),
      scannerDefaults,
    );
    expect(summaries).toMatchObject([{ scanner: 'default', counts: { open: 1 } }]);
  });
});

describe('what neither follows nor is said', () => {
  test('is asked for below the names that it needs', () => {
    const slow = 'ports: { 80: { state: open, slow: 1s } }';
    const hosts = `hosts: { a: { address: 192.0.2.1, ${slow} }, b: { address: 192.0.2.2, ports: { 81: open } } }\n`;
    const helpOf = (rest: string) =>
      /(?<=say it \().*(?=\),)/.exec(renderedErrors(() => expectedOf(hosts + rest)))?.[0];
    expect(helpOf('')).toBe('expect: { a: { 80: open } }');
    expect(helpOf('scan: { hosts: [a] }')).toBe('expect: { 80: open }');
    expect(helpOf('scanners: { x: { hosts: [a] }, y: { hosts: [b] } }')).toBe('expect: { x: { 80: open } }');
    expect(helpOf('scanners: { x: {}, y: { hosts: [b] } }')).toBe('expect: { x: { a: { 80: open } } }');
  });

  const errorsOf = (yaml: string) => `\n${renderedErrors(() => expectedOf(yaml))}\n`;

  test('is an error at every place that is to blame, with what to write', () => {
    expect(
      errorsOf(`target:
  ports:
    default: { state: open, slow: 320ms }
    22: open
    8000-8010: { state: open, bandwidth: 1kB/s, slow: 200ms }
scan: { timeout: 300ms, ports: "20-24,8000-8010" }
`),
    ).toMatchInlineSnapshot(`
      "
      error: what a scan must find here does not follow: its answers take 320 ms, too close to the time limit of 300 ms
       --> sample.yaml:3:5
        |
      3 |     default: { state: open, slow: 320ms }
        |     ^^^^^^^
        = help: say it (expect: { 23-24: open }), or change the fault or the time limit

      error: what a scan must find here does not follow: its answers take 200 to 323 ms, too close to the time limit of 300 ms
       --> sample.yaml:5:5
        |
      5 |     8000-8010: { state: open, bandwidth: 1kB/s, slow: 200ms }
        |     ^^^^^^^^^
        = help: say it (expect: { 8000-8010: open }), or change the fault or the time limit
      "
    `);
  });

  test('is none where state or reason is said, but where only other things are', () => {
    const port = 'target: { ports: { 22: { state: open, slow: 300ms } } }\nscan: { timeout: 300ms }\n';
    expect(expectedOf(`${port}expect: { 22: open }`)).toEqual([{ ports: '22', state: 'open' }]);
    expect(expectedOf(`${port}expect: { 22: { reason: no-reply } }`)).toEqual([{ ports: '22', reason: 'no-reply' }]);
    expect(() => expectedOf(`${port}expect: { 22: { attempts: 2 } }`)).toThrow('does not follow');
  });
});

test('each scanner expects what it sees of each of its hosts', () => {
  const { hosts, scanners } = sampleScenario('{ target: { agent: 4545, ports: { 22: open, 9000: silent } } }');
  const [host, scanner] = [hosts[0]!, scanners[0]!];
  const other = { ...host, name: 'other', address: '192.0.2.2' };
  const agentScanner: Scanner = { ...scanner, name: 'agent', via: 'agent', hosts: ['other'] };
  const both: Scanner = { ...scanner, name: 'both', hosts: ['target', 'other'], probe: 'tcp' };
  const scenario = {
    name: '',
    file: '',
    hosts: [host, other],
    scanners: [agentScanner, both],
    timeline: [],
    expectations: [],
  };
  const expected = expectationsOf(scenario, scannerDefaults).ports.map(({ scanner, host, ports, state, reason }) => {
    return `${scanner} ${host} ${formatPortRanges(ports)} ${state} ${reason}`;
  });
  expect(expected).toEqual([
    'agent other 22 open syn-ack',
    'agent other 9000 filtered no-reply',
    'both target 22,9000 open syn-ack',
    'both other 22,9000 open syn-ack',
  ]);
});

describe('ports that change', () => {
  const changing = (change: string, port = '{ state: open, slow: 20ms }', scan = '{}') =>
    expectedOf(`
target: { agent: 4545, ports: { 22: ${port}, 23: closed } }
scan: ${scan}
timeline: [{ at: 500ms, ports: { 22: ${change} } }]
`);

  test('have the verdict that every behaviour of theirs has', () => {
    const open = [
      { ports: '22', state: 'open', reason: 'syn-ack' },
      { ports: '23', state: 'closed', reason: 'refused' },
    ];
    expect(changing('{ state: open, slow: 200ms }')).toEqual(open);
    expect(changing('silent', 'open', '{ probe: tcp }')).toEqual(open);
    expect(changing('silent', 'filtered', '{ via: agent }')).toMatchObject([{ ports: '22', state: 'filtered' }, {}]);
  });

  test('are asked so often only where that follows from all of them', () => {
    expect(changing('open', '{ state: open, first: { dropped: 1 } }')[0]).toEqual({
      ports: '22',
      state: 'open',
      reason: 'syn-ack',
    });
  });

  test('have none that follows where behaviours differ', () => {
    const text = 'target: { ports: { 22: open } }\ntimeline: [{ at: 500ms, ports: { 22: silent }, until: 1s }]\n';
    expect(() => expectedOf(text)).toThrow('it is open (syn-ack) at first, and filtered (no-reply) from 500 ms on');
    expect(expectedOf(`${text}expect: { 22: open }`)).toEqual([{ ports: '22', state: 'open' }]);
  });
});
