import { expect, test } from 'vitest';
import type { UpRoute } from '../results/up.ts';
import type { Realisation } from './backend.ts';
import { routesOf, routesOfChange } from './routes.ts';
import { changeAt, closed, filtered } from './testing/changes.ts';
import { sampleScenario } from './testing/samples.ts';

/** A world that is not there: every port is reached at its own number on loopback. */
const realisation: Realisation = {
  proxy: 'embedded',
  route: ({ port }) => ({ address: '127.0.0.1', port }),
  routeOfScanner: () => realisation.route,
  agentRoute: ({ port }) => ({ address: '127.0.0.1', port: port + 1 }),
  realisedBy: ({ port }) => (port === 22 ? 'toxiproxy' : 'refused-port'),
  apply: async () => {},
  close: async () => {},
};

/** `ports → where, truth, by what` */
function routes(target: string): string[] {
  return routesOf(sampleScenario(`target: ${target}`), realisation).map(({ ports, real, truth, realisedBy }) => {
    return `${ports} → ${real}, ${truth}, ${realisedBy}`;
  });
}

test('ports that do the same share a line, whether they stand together or not', () => {
  expect(routes('{ ports: { 22: open, "80,443": { state: open, slow: 1s }, 8000-8010: open, 9000: silent } }')).toEqual(
    [
      '22,8000-8010 → 127.0.0.1:22, open, toxiproxy',
      '80,443 → 127.0.0.1:80, open, slow 1000 ms, refused-port',
      '9000 → 127.0.0.1:9000, silent, refused-port',
      'default → 127.0.0.1:1, closed, refused-port',
    ],
  );
});

test('the truth names every fault', () => {
  const port = '{ state: open, slow: 1s, bandwidth: 1kB/s, sliced: { size: 1 } }';
  expect(routes(`{ ports: { 80: ${port} } }`)[0]).toBe(
    '80 → 127.0.0.1:80, open, slow 1000 ms, bandwidth 1000 B/s, sliced to 1 octet, refused-port',
  );
});

test('the default is reached at a port that nothing else names, if there is one', () => {
  expect(routes('{ ports: { default: open, 1-21: closed, 22: filtered } }').at(-1)).toBe(
    'default → 127.0.0.1:23, open, refused-port',
  );
  expect(routes('{ ports: { 1-65534: open, default: filtered } }').at(-1)).toMatch(/^default → 127.0.0.1:65535, /);
  expect(routes('{ ports: { 1-65535: open } }')).toHaveLength(1);
});

test('an agent has a line of its own', () => {
  expect(routes('{ agent: 4545, ports: { 1-65535: open } }')).toEqual([
    '1-65535 → 127.0.0.1:1, open, refused-port',
    'agent 4545 → 127.0.0.1:4546, agent, toxiproxy',
  ]);
});

test('ports that change alike have a line of their own, and one where they change', () => {
  const { hosts } = sampleScenario('target: { name: host, ports: { 20-29: open, 40: open } }');
  const change = changeAt(5, [24, 31], filtered);
  const world = { hosts, timeline: [change, changeAt(9, 24, closed)] };
  const text = ({ ports, truth, real }: UpRoute) => `${ports} ${truth} ${real}`;
  expect(routesOf(world, realisation).map(text)).toEqual([
    '20-23,40 open 127.0.0.1:20',
    '24 open 127.0.0.1:24',
    '25-29 open 127.0.0.1:25',
    '30-31 closed 127.0.0.1:30',
    'default closed 127.0.0.1:1',
  ]);
  expect(routesOfChange(world, change, realisation, 'mapped').map(text)).toEqual([
    '24 filtered 127.0.0.1:24',
    '25-29 filtered 127.0.0.1:25',
    '30-31 filtered 127.0.0.1:30',
  ]);
});

test('every host is listed by name and logical address', () => {
  const [host] = sampleScenario('target: { name: web, address: 192.0.2.1, ports: { 22: open } }').hosts;
  const other = { ...host!, name: 'db', address: '2001:db8::1' };
  expect(
    routesOf({ hosts: [host!, other], timeline: [] }, realisation).map(({ host, address, ports }) => [
      host,
      address,
      ports,
    ]),
  ).toEqual([
    ['web', '192.0.2.1', '22'],
    ['web', '192.0.2.1', 'default'],
    ['db', '2001:db8::1', '22'],
    ['db', '2001:db8::1', 'default'],
  ]);
});
