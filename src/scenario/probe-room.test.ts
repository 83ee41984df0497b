import { describe, expect, test } from 'vitest';
import { RealisationError } from './backend.ts';
import { probesAtOnce } from './probe-room.ts';
import { load } from './testing/loading.ts';

const scannersOf = (scan: string) => {
  const text = `name: n\ndescription: d\ntarget: { ports: { default: closed } }\nscan: ${scan}\n`;
  return load(text).scanners;
};

describe('probes at once', () => {
  test('are as many as the scanner says, or the default, where descriptors are plenty or unknown', () => {
    const [plain, wide] = [scannersOf('{ ports: 1-100 }'), scannersOf('{ ports: 1-100, concurrency: 90 }')];
    for (const free of [undefined, 1_000]) {
      expect([probesAtOnce(plain, free), probesAtOnce(wide, free)]).toEqual([[32], [90]]);
    }
  });

  test('are fewer where nothing is said and descriptors are few', () => {
    expect(probesAtOnce(scannersOf('{ ports: 1-100 }'), 50)).toEqual([10]);
    expect(probesAtOnce(scannersOf('{ ports: 1-100 }'), 12)).toEqual([1]);
  });

  test('are what is said where there is not so much to probe', () => {
    expect(probesAtOnce(scannersOf('{ ports: 1-3, concurrency: 500 }'), 20)).toEqual([500]);
  });

  test.each([
    [
      '{ ports: 1-100, concurrency: 90 }',
      300,
      '90 probes at once need 360 descriptors, and 292 are left',
      'at most 73',
    ],
    ['{ ports: 1-100 }', 11, 'a probe needs 4 descriptors, and 3 are left', 'raise ulimit -n'],
    ['{ ports: 1-100 }', 0, 'a probe needs 4 descriptors, and 0 are left', 'raise ulimit -n'],
  ])('of %s with %i descriptors are refused', (scan, free, message, help) => {
    const refused = () => probesAtOnce(scannersOf(scan), free);
    expect(refused).toThrow(RealisationError);
    expect(refused).toThrow(message);
    expect(diagnosticOf(refused).help).toContain(help);
  });
});

function diagnosticOf(refused: () => unknown) {
  try {
    refused();
  } catch (error) {
    return (error as RealisationError).diagnostics[0]!;
  }
  throw new Error('it was not refused');
}
