import { describe, expect, it } from 'vitest';
import type { TimelineEvent } from '../results/timeline.ts';
import { SourceError } from '../source/diagnostic.ts';
import { everything } from './testing/timelines.ts';
import { readTimeline, writeTimelineLine } from './timeline-jsonl.ts';

const written = everything.map(writeTimelineLine).join('');

describe('writing', () => {
  it('puts one event on a line, with times to the microsecond', () => {
    expect(writeTimelineLine({ atMs: 1.23456789, kind: 'end', connection: 3 })).toBe(
      '{"atMs":1.235,"kind":"end","connection":3}\n',
    );
    expect(written.trimEnd().split('\n')).toHaveLength(everything.length);
  });
});

describe('reading', () => {
  it('gives back every event', () => {
    expect(readTimeline(written, 'trace.jsonl')).toEqual(everything);
  });

  it('takes any line ends, empty lines, and keys that it does not know', () => {
    const event: TimelineEvent = { atMs: 1, kind: 'end', connection: 3 };
    const text = '\u{feff}\r\n{"atMs":1,"kind":"end","connection":3,"colour":"red"}\r\n\n';
    expect(readTimeline(text, 'a')).toEqual([event]);
    expect(readTimeline('', 'a')).toEqual([]);
  });

  /** What it says of a text that it does not take. */
  function complaints(text: string): readonly string[] {
    try {
      readTimeline(text, 'trace.jsonl');
    } catch (error) {
      if (error instanceof SourceError) return error.message.split('\n');
      throw error;
    }
    return [];
  }

  const good = writeTimelineLine({ atMs: 1, kind: 'end', connection: 3 });

  it.each<[what: string, line: string, complaint: string]>([
    ['what is no JSON', '{"atMs":1,"kind":"en', '1: this line is not JSON'],
    ['what is YAML alone', '{atMs: 1, kind: end, connection: 3}', '1: this line is not JSON'],
    ['what is no event', '[]', '1: expected a map, found a list'],
    ['another kind', '{"atMs":1,"kind":"octet"}', '18: `octet` is not one of `began`,'],
    ['no kind', '{"atMs":1}', '1: missing key `kind`'],
    ['a missing key', '{"atMs":1,"kind":"end"}', '1: missing key `connection`'],
    ['a wrong type', '{"atMs":"1","kind":"end","connection":3}', '9: expected a number, found the text `1`'],
    ['a wrong type behind a tab', '{\t"atMs":\t"1","kind":"end","connection":3}', '11: expected a number'],
    ['odd octets', octets('abc'), '70: expected octets, two digits'],
    ['octets that are none', octets('xy'), '70: expected octets, two digits'],
    ['a name for an address', dial('web', 80), '70: expected an IP address'],
    ['a port too high', dial('::1', 65_536), '83: expected at most 65535'],
  ])('names the line and the place of %s', (_what, line, complaint) => {
    expect(complaints(`${good}\n${line}\n${good}`)).toEqual([expect.stringContaining(`trace.jsonl:3:${complaint}`)]);
  });

  it('quotes the line, as other files are quoted', () => {
    const line = '{"atMs":1,"kind":"ends","connection":3}';
    const read = () => readTimeline(`${good}${line}`, 'trace.jsonl');
    expect(read).toThrow(SourceError);
    try {
      read();
    } catch (error) {
      const [diagnostic] = (error as SourceError).diagnostics;
      expect(diagnostic).toMatchObject({ line: 2, column: 18, length: 6, lineText: line });
      expect(diagnostic!.help).toContain('`end`');
    }
  });

  it('stops where it goes on and on', () => {
    expect(complaints('nonsense\n'.repeat(1_000))).toHaveLength(10);
  });
});

function octets(digits: string): string {
  return `{"atMs":1,"kind":"octets","connection":3,"direction":"sent","octets":"${digits}"}`;
}

function dial(address: string, port: number): string {
  return `{"atMs":1,"kind":"dial","connection":3,"scanner":"default","address":"${address}","port":${port}}`;
}
