import { expect, test } from 'vitest';
import { renderedErrors } from '../source/testing/rendered-errors.ts';
import { requireHoldable } from './holdable.ts';
import { sampleScenario } from './testing/samples.ts';

test('a port that lets the first connections down cannot be held for scanners that nobody knows', () => {
  const ports = '{ 22: open, 80: { state: open, first: { dropped: 1 } }, 81: { state: open, first: { refused: 2 } } }';
  expect(
    `\n${renderedErrors(() => requireHoldable(sampleScenario(`target: { ports: ${ports} }`)))}\n`,
  ).toMatchInlineSnapshot(`
    "
    error: \`first\` counts the connections of each scan, and who will connect to a held world is not known
     --> sample.yaml:1:49
      |
    1 | target: { ports: { 22: open, 80: { state: open, first: { dropped: 1 } }, 81: { state: open, first: { refused: 2 } } } }
      |                                                 ^^^^^
      = help: remove it, or run the scenario with \`portlab run\`

    error: \`first\` counts the connections of each scan, and who will connect to a held world is not known
     --> sample.yaml:1:93
      |
    1 | target: { ports: { 22: open, 80: { state: open, first: { dropped: 1 } }, 81: { state: open, first: { refused: 2 } } } }
      |                                                                                             ^^^^^
      = help: remove it, or run the scenario with \`portlab run\`
    "
  `);
});

test('nor one that does so from a change on', () => {
  const yaml = `target: { ports: { 22: open } }
timeline:
  - { at: 10ms, ports: { 22: { state: open, lossy: 5% } } }
  - { at: 20ms, ports: { 22: filtered } }
expect: { 22: open }`;
  expect(`\n${renderedErrors(() => requireHoldable(sampleScenario(yaml)))}\n`).toMatchInlineSnapshot(`
    "
    error: \`lossy\` counts the connections of each scan, and who will connect to a held world is not known
     --> sample.yaml:3:45
      |
    3 |   - { at: 10ms, ports: { 22: { state: open, lossy: 5% } } }
      |                                             ^^^^^
      = help: remove it, or run the scenario with \`portlab run\`
    "
  `);
});
