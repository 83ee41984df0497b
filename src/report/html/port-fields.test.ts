import { expect, test } from 'vitest';
import { portFound } from '../testing/told-timelines.ts';
import { portFields } from './port-fields.ts';
import { portRows } from './port-rows.ts';

const ports = [
  portFound(81, 'closed', 'refused', { elapsedMs: 3.0061 }),
  portFound(22, 'open', 'syn-ack', { elapsedMs: 1, info: { service: 'ssh', transport: 'tcp', version: '9.2' } }),
  portFound(80, 'closed', 'refused', { elapsedMs: 2 }),
  portFound(83, 'closed', 'refused', { elapsedMs: 4 }),
  portFound(82, 'closed', 'refused', { elapsedMs: 9, attempts: 2 }),
];

test('neighbours that share all but their number and time are one run', () => {
  const group = { state: 'closed', reason: 'refused', realisedBy: 'toxiproxy' };
  expect(portFields(ports)).toEqual([
    {
      scanner: 'default',
      host: 'web',
      groups: [
        { state: 'open', reason: 'syn-ack', realisedBy: 'toxiproxy', attempts: 1 },
        { ...group, attempts: 1 },
        { ...group, attempts: 2 },
      ],
      runs: [22, 1, 0, 80, 2, 1, 82, 1, 2, 83, 1, 1],
      times: [1, 2, 3.01, 9, 4],
      info: { 22: 'ssh 9.2' },
    },
  ]);
});

test('each scanner has a field for each host', () => {
  const others = [
    portFound(22, 'open', 'syn-ack', { host: 'db' }),
    portFound(22, 'open', 'syn-ack', { scanner: 'tcp' }),
  ];
  const fields = portFields([...ports, ...others]);
  expect(fields.map(({ scanner, host, times }) => [scanner, host, times.length])).toEqual([
    ['default', 'web', 5],
    ['default', 'db', 1],
    ['tcp', 'web', 1],
  ]);
  expect(portFields([])).toEqual([]);
});

test('all ports of a host are a few numbers and their times', () => {
  const many = Array.from({ length: 65_535 }, (_, index) => portFound(index + 1, 'closed', 'refused'));
  const [field] = portFields(many);
  expect(field!.runs).toEqual([1, 65_535, 0]);
  expect(field!.times).toHaveLength(65_535);
});

test('a table has a row for each state, reason and realisation, whatever it took', () => {
  const rows = portRows(portFields(ports)[0]!);
  expect(rows).toEqual([
    expect.objectContaining({ state: 'open', count: 1, attempts: [1, 1], ranges: [[22, 22]], groups: [0] }),
    expect.objectContaining({
      state: 'closed',
      count: 4,
      attempts: [1, 2],
      ranges: [[80, 83]],
      groups: [1, 2],
      times: { p50: 3.01, p90: 9, p99: 9, max: 9 },
    }),
  ]);
});
