import { describe, expect, test } from 'vitest';
import { errorsOf, load } from './testing/loading.ts';

/** What is said of a scan. */

test.each([
  ['quick', 'quick', 1000],
  ['full', 'full', 65_535],
  ['22', 'list', 1],
  ['"22, 80-82"', 'list', 4],
])('scan.ports: %s', (written, mode, count) => {
  const [scanner] = load(`target: {}\nscan: { ports: ${written} }`).scanners;
  expect(scanner!.mode).toBe(mode);
  expect(scanner!.ports.reduce((sum, { first, last }) => sum + last - first + 1, 0)).toBe(count);
});

describe('refuses', () => {
  test('an agent that is not there, or cannot be asked', () => {
    const text = `
target:
  ports: { 22: open }
scan: { via: agent, probe: tcp }
`;
    expect(errorsOf(text)).toMatchInlineSnapshot(`
      "
      error: the target has no agent to ask
       --> web.yaml:4:14
        |
      4 | scan: { via: agent, probe: tcp }
        |              ^^^^^
      note: the host is here
       --> web.yaml:2:1
        |
      2 | target:
        | ^^^^^^
        = help: add \`agent: 4545\` to the host, or to each of them

      error: \`tcp\` probes connect to the ports themselves, not to an agent
       --> web.yaml:4:28
        |
      4 | scan: { via: agent, probe: tcp }
        |                            ^^^
        = help: remove \`probe\`, or remove \`via\`
      "
    `);
  });

  test('nothing to scan', () => {
    expect(errorsOf('target:\n  ports:\n    default: filtered\n')).toMatchInlineSnapshot(`
      "
      error: there is nothing to scan: no port of the target is named
       --> web.yaml:1:1
        |
      1 | target:
        | ^^^^^^
        = help: name ports in \`ports\` of the host, or say which to scan in \`ports\` of the scan
      "
    `);
    expect(errorsOf('name: x\ntarget:\n  name: web\nscan:\n  retries: 3\n')).toContain('there is nothing to scan');
  });
});
