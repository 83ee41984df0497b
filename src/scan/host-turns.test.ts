import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AdaptivePacing } from '../probe/adaptive-pacing.ts';
import { CounterRandom } from '../sim/random.ts';
import { HostTurns } from './host-turns.ts';

function turnsOf(hosts: number, ports: number, seed = 1): HostTurns {
  return new HostTurns(hosts, ports, new CounterRandom(seed), new AdaptivePacing({ timeoutMs: 1_000 }));
}

describe('turns of hosts', () => {
  it('give every port of every host once, while those that are done are let go', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 20 }), fc.nat(), (hosts, ports, seed) => {
        const turns = turnsOf(hosts, ports, seed);
        const take = (): number | undefined => {
          turns.beginRound(0);
          return turns.take();
        };
        const left = new Map<number, number>();
        const taken: number[] = [];
        for (let index = take(); index !== undefined; index = take()) {
          taken.push(index);
          const host = Math.floor(index / ports);
          left.set(host, (left.get(host) ?? ports) - 1);
          if (left.get(host) === 0) turns.letGo(host);
        }
        expect(taken.toSorted((one, other) => one - other)).toEqual(
          Array.from({ length: hosts * ports }, (_, at) => at),
        );
      }),
    );
  });

  it('go round: no host has two before every other has one', () => {
    const turns = turnsOf(10, 100);
    for (let round = 0; round < 100; round += 1) {
      turns.beginRound(0);
      const hosts = Array.from({ length: 10 }, () => Math.floor(turns.take()! / 100));
      expect(new Set(hosts).size).toBe(10);
    }
  });

  it('give no host more in a round than its pacing has room for', () => {
    const turns = turnsOf(2, 100);
    const takeAll = (): number[] => {
      const taken: number[] = [];
      for (let index = turns.take(); index !== undefined; index = turns.take()) taken.push(Math.floor(index / 100));
      return taken;
    };
    expect(takeAll()).toEqual([]);
    turns.beginRound(0);
    const taken = takeAll();
    expect([0, 1].map((host) => taken.filter((each) => each === host).length)).toEqual([64, 64]);
  });

  it('put what is urgent before all else of its host', () => {
    const turns = turnsOf(1, 10);
    turns.pushAgain(0, 100);
    turns.pushFirst(0, 101);
    turns.putBack(0, 102);
    turns.beginRound(0);
    expect([turns.take(), turns.take()]).toEqual([101, 100]);
    const rest = turns.takeAll();
    expect([rest.length, rest.at(-1)]).toEqual([11, 102]);
  });

  it('can all be taken at once, also those of hosts that have not begun', () => {
    expect(new Set(turnsOf(200, 3).takeAll()).size).toBe(600);
  });
});
