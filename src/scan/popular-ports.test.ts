import { describe, expect, test } from 'vitest';
import { highestPort, lowestPort } from '../protocol/port-list.ts';
import { entriesOf, popularPorts, portThemes } from './popular-ports.ts';

/** The themes with the ports they name, in the order written. */
const themes = portThemes.map((theme) => ({ ...theme, ports: entriesOf(theme).flatMap((entry) => entry.ports) }));

describe('the 1000 popular ports', () => {
  test('are exactly 1000 TCP ports, each once', () => {
    expect(popularPorts).toHaveLength(1000);
    expect(new Set(popularPorts).size).toBe(1000);
    expect(popularPorts.filter((port) => !Number.isInteger(port) || port < lowestPort || port > highestPort)).toEqual(
      [],
    );
  });

  test('begin with the everyday ones, in order of popularity', () => {
    expect(popularPorts.slice(0, 10)).toEqual([80, 443, 22, 21, 25, 53, 23, 3389, 445, 8080]);
  });

  test.each([
    [22, 'SSH'],
    [80, 'HTTP'],
    [443, 'HTTPS'],
    [3306, 'MySQL'],
    [3389, 'Remote Desktop'],
    [4545, 'Portlab'],
    [5432, 'PostgreSQL'],
    [6379, 'Redis'],
    [8080, 'HTTP'],
    [8474, 'Toxiproxy'],
    [9200, 'Elasticsearch'],
    [27017, 'MongoDB'],
    [25565, 'Minecraft'],
    [502, 'Modbus'],
    [10250, 'kubelet'],
    [862, 'twamp'],
  ])('hold %i, for %s', (port, use) => {
    expect(popularPorts).toContain(port);
    const [first] = portThemes.flatMap(entriesOf).filter((entry) => entry.ports.includes(port));
    expect(first?.reason).toContain(use);
  });
});

describe('the themes', () => {
  test('each add ports, in their order', () => {
    const seen = new Set<number>();
    const added = themes.map(({ why, ports }) => {
      const fresh = ports.filter((port) => !seen.has(port));
      for (const port of fresh) seen.add(port);
      return { why, fresh };
    });
    expect(added.filter(({ fresh }) => fresh.length === 0)).toEqual([]);
    expect(added.flatMap(({ fresh }) => fresh)).toEqual(popularPorts);
  });

  test('give every entry a reason', () => {
    const bare = portThemes.flatMap(entriesOf).filter(({ ports, reason }) => ports.length === 0 || reason === '');
    expect(bare).toEqual([]);
  });

  test('name a port once, but for the blocks at the end', () => {
    const named = themes.slice(0, -1).flatMap(({ ports }) => ports);
    expect(named.filter((port, index) => named.indexOf(port) !== index)).toEqual([]);
  });

  test('keep the IANA system ports below 1024 and the user ports from there to 49151', () => {
    const portsOf = (start: string) => themes.find(({ why }) => why.startsWith(start))?.ports ?? [];
    expect(portsOf('IANA system ports').filter((port) => port > 1023)).toEqual([]);
    expect(portsOf('IANA user ports').filter((port) => port < 1024 || port > 49_151)).toEqual([]);
  });
});
