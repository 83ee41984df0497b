import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeAttributes, encodeAttributes, tags } from '../protocol/attributes.ts';
import type { OsInformation, PortInformation } from '../results/scan.ts';
import { osAttributes, portAttributes, portKind, readOsInformation, readPortInformation } from './information.ts';

const value = fc.string({ unit: 'binary', maxLength: 12 });

const portInformation: fc.Arbitrary<PortInformation> = fc.record(
  {
    service: value,
    transport: value,
    product: value,
    version: value,
    banner: value,
    description: value,
    kind: value,
  },
  { requiredKeys: ['service', 'transport'] },
);

const osInformation: fc.Arbitrary<OsInformation> = fc.record(
  {
    family: value,
    name: value,
    version: value,
    kernel: value,
    arch: value,
    hostname: value,
    uptimeSeconds: fc.maxSafeNat(),
  },
  { requiredKeys: ['family'] },
);

const overTheWire = (attributes: ReturnType<typeof osAttributes>) => decodeAttributes(encodeAttributes(attributes));

describe('information comes back from its attributes', () => {
  test('about a port', () => {
    fc.assert(
      fc.property(portInformation, (information) => {
        expect(readPortInformation(overTheWire(portAttributes(information)))).toEqual(information);
      }),
    );
  });

  test('about a host', () => {
    fc.assert(
      fc.property(osInformation, (information) => {
        expect(readOsInformation(overTheWire(osAttributes(information)))).toEqual(information);
      }),
    );
  });

  test('about both at once, each for itself (ATTR-13)', () => {
    fc.assert(
      fc.property(portInformation, osInformation, (port, os) => {
        const attributes = overTheWire([...portAttributes(port), ...osAttributes(os)]);
        expect([readPortInformation(attributes), readOsInformation(attributes)]).toEqual([port, os]);
      }),
    );
  });
});

test('attributes stand in ascending order of tag (ATTR-11)', () => {
  fc.assert(
    fc.property(portInformation, osInformation, (port, os) => {
      const written = [...portAttributes(port), ...osAttributes(os)].map(({ name }) => tags[name]);
      expect(written).toEqual(written.toSorted((one, other) => one - other));
    }),
  );
});

describe('an uptime (ATTR-16, ATTR-18)', () => {
  const read = (uptime: string) =>
    readOsInformation([
      { name: 'OS_FAMILY', value: 'Linux' },
      { name: 'UPTIME', value: uptime },
    ]).uptimeSeconds;

  test('is a number of seconds', () => {
    expect([read('0'), read('86400')]).toEqual([0, 86_400]);
  });

  test.each(['', '-1', '+1', '007', '00', '1.5', '1e3', ' 1', '1 day', '9007199254740993', '9'.repeat(400)])(
    '%j is ignored, and no fault of the answer',
    (uptime) => {
      expect(read(uptime)).toBeUndefined();
    },
  );

  test('is written in whole seconds', () => {
    expect(osAttributes({ family: 'Linux', uptimeSeconds: 1.9 })).toContainEqual({ name: 'UPTIME', value: '1' });
  });
});

test('the kind of a port is that of its range (ATTR-15)', () => {
  expect([0, 1, 1_023].map(portKind)).toEqual(['system', 'system', 'system']);
  expect([1_024, 49_151].map(portKind)).toEqual(['user', 'user']);
  expect([49_152, 65_535].map(portKind)).toEqual(['dynamic', 'dynamic']);
});
