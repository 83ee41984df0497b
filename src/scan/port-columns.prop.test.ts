import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PortResult, portStates, type Reason } from '../results/scan.ts';
import { PortColumns } from './port-columns.ts';

const reason = fc.constantFrom<Reason>('syn-ack', 'refused', 'rst', 'local:EMFILE', 'agent:busy');
const result = fc.record<PortResult, keyof PortResult>(
  {
    host: fc.constant('192.0.2.1'),
    port: fc.integer({ min: 1, max: 65_535 }),
    state: fc.constantFrom(...portStates),
    reason,
    elapsedMs: fc.double({ min: 0, max: 1e6, noNaN: true }),
    attempts: fc.nat(65_535),
    info: fc.record({ service: fc.string(), transport: fc.constant('tcp') }),
  },
  { requiredKeys: ['host', 'port', 'state', 'reason', 'elapsedMs', 'attempts'] },
);

test('results come back as they were, by port, in whatever order and however many they came', () => {
  fc.assert(
    fc.property(fc.uniqueArray(result, { selector: ({ port }) => port, maxLength: 200 }), fc.nat(200), (all, some) => {
      const sorted = all.toSorted((one, other) => one.port - other.port);
      const ports = sorted.map(({ port }) => port);
      const columns = new PortColumns(ports);
      const results = all.slice(0, some);
      for (const each of results) columns.add(ports.indexOf(each.port), each);
      expect(columns.toResults('192.0.2.1')).toEqual(sorted.filter((each) => results.includes(each)));
    }),
  );
});
