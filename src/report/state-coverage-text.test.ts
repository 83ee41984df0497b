import { expect, test } from 'vitest';
import { renderStateCoverage } from './state-coverage-text.ts';
import { plain } from './testing/palettes.ts';
import { stateCoverageOf } from './testing/state-coverages.ts';

test('tells of the states in a line, what was wrong, and why some was not reached', () => {
  expect(renderStateCoverage(stateCoverageOf(), plain)).toEqual([
    "states: of 4 rows of the responder's table 1 right, 1 wrong, 2 not reached",
    '  ✗ idle, message [end] (END-2), in END-ANSWERS-01',
    '      expected the end of the connection',
    '      actual   nothing\\x07 in 1000 ms',
    '  - 1 not reached: the target alone decides to stop',
    '  - 1 not reached: the connection is gone',
  ]);
});
