import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RealisationError, TeardownError } from '../scenario/backend.ts';
import { SourceError } from '../source/diagnostic.ts';
import { environmentError, usageError } from './exit-code.ts';
import { reportError } from './report-error.ts';

let written = '';

beforeEach(() => {
  written = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written += text;
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

it('says what is wrong with a command, and exits as the error says', () => {
  expect([reportError(usageError('no such file')), reportError(environmentError('no agent'))]).toEqual([2, 3]);
  expect(written).toBe('error: no such file\nerror: no agent\n');
});

it('blames the surroundings for a world that did not come down', () => {
  expect(reportError(new TeardownError([new Error('DELETE /proxies/a: no answer')]))).toBe(3);
  expect(written).toBe('error: the world was not torn down cleanly: DELETE /proxies/a: no answer\n');
});

it('points into a file that is wrong', () => {
  const place = { file: 'a.yaml', line: 2, column: 3, length: 4, lineText: '  prots: {}' };
  expect(
    reportError(new SourceError([{ ...place, message: 'unknown key `prots`', help: 'did you mean `ports`?' }])),
  ).toBe(2);
  expect(written).toMatchInlineSnapshot(`
    "error: unknown key \`prots\`
     --> a.yaml:2:3
      |
    2 |   prots: {}
      |   ^^^^
      = help: did you mean \`ports\`?
    "
  `);
});

it('blames the surroundings for a world that cannot be had, and points at what wants it', () => {
  const place = { file: 'a.yaml', line: 2, column: 3, length: 2, lineText: '  22: open' };
  expect(reportError(new RealisationError([{ ...place, message: 'listen EMFILE' }]))).toBe(3);
  expect(written).toContain('error: listen EMFILE\n --> a.yaml:2:3\n');
});

it('owns up to a bug, with the stack and what to do', () => {
  expect(reportError(new TypeError('x is undefined'))).toBe(70);
  expect(written).toMatch(/^portlab has a bug: TypeError: x is undefined\n {4}at /);
  expect(written).toContain('Please report it with the command that led here.\n');
});

it.each([['just a text'], [undefined], [{ code: 5 }]])('takes anything that was thrown: %j', (thrown) => {
  expect(reportError(thrown)).toBe(70);
  expect(written).toContain('portlab has a bug: ');
});
