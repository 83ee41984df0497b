import { describe, expect, it } from 'vitest';
import { openTerminal } from './terminal.ts';

function terminal(colour: boolean, isTTY: boolean, env: Record<string, string> = {}) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => ({
    isTTY,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const parts = { stdout: { ...stream('stdout'), once() {} }, stderr: stream('stderr'), env };
  return { terminal: openTerminal(colour, parts), written };
}

describe('colours', () => {
  const isColoured = (...args: Parameters<typeof terminal>) => {
    const { colours, noticeColours } = terminal(...args).terminal;
    return [colours.red('x'), noticeColours.red('x')].map((text) => text !== 'x');
  };

  it('are for terminals', () => {
    expect(isColoured(true, true)).toEqual([true, true]);
    expect(isColoured(true, false)).toEqual([false, false]);
  });

  it('are gone with --no-color, and with NO_COLOR unless it is empty', () => {
    expect(isColoured(false, true)).toEqual([false, false]);
    expect(isColoured(true, true, { NO_COLOR: '1' })).toEqual([false, false]);
    expect(isColoured(true, true, { NO_COLOR: '0' })).toEqual([false, false]);
    expect(isColoured(true, true, { NO_COLOR: '' })).toEqual([true, true]);
  });

  it('are for the stream that is a terminal', () => {
    const parts = { stdout: { write() {}, once() {} }, stderr: { isTTY: true, write() {} }, env: {} };
    const { colours, noticeColours, interactive } = openTerminal(true, parts);
    expect([colours.red('x') === 'x', noticeColours.red('x') === 'x', interactive]).toEqual([true, false, true]);
  });
});

it('prints results to standard output, and notices as lines to standard error', () => {
  const { terminal: opened, written } = terminal(true, false);
  opened.print('result\n');
  opened.notice('notice');
  expect(written).toEqual({ stdout: 'result\n', stderr: 'notice\n' });
});

it('waits for a slow reader between two pieces', async () => {
  const written: string[] = [];
  let drain = (): void => {};
  const stdout = {
    write: (text: string) => written.push(text) % 2 === 1,
    once: (_: 'drain', listener: () => void) => {
      drain = listener;
    },
  };
  const terminal = openTerminal(false, { stdout, stderr: { write() {} }, env: {} });
  const printed = terminal.printAll(['a', 'b', 'c', 'd']);
  await Promise.resolve();
  expect(written).toEqual(['a', 'b']);
  drain();
  await Promise.resolve();
  expect(written).toEqual(['a', 'b', 'c', 'd']);
  drain();
  await printed;
});
