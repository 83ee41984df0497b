import { Bench, type Finding } from './bench.ts';
import type { Part, PlayedCase, Step } from './case.ts';
import { patienceFor } from './patience.ts';
import { doorOf, type TargetProfile } from './profile.ts';

/** What a case that is played by a program says where all is well, without a target. */

const HOST = '127.0.0.1';
const listener = { address: HOST, port: 4_545 };

/** A target of which everything is known; it serves few, so that what fills it up stays short. */
const profile: TargetProfile = {
  agent: listener,
  address: HOST,
  open: [22, 80],
  closed: [81],
  filtered: [8_000],
  direct: new Map([[22, { address: HOST, port: 22 }]]),
  services: new Map([[22, 'ssh']]),
  osFamily: 'Linux',
  denied: new Set(),
  limits: { messageMs: 5_000, idleMs: 30_000, writeMs: 5_000, connections: 3 },
  proxied: false,
};

/** Writes the steps down, and finds nothing wrong. */
class Rehearsal extends Bench {
  readonly steps: Step[] = [];

  override async play(steps: readonly Step[]): Promise<Finding | undefined> {
    this.steps.push(...steps);
    return undefined;
  }

  override async receive(): Promise<undefined> {
    return undefined;
  }

  override check(): undefined {
    return undefined;
  }

  override async sendUntilHeld(part: Part): Promise<boolean> {
    this.steps.push({ send: [part] });
    return true;
  }
}

/** The steps that it plays. */
export async function rehearse(one: PlayedCase): Promise<readonly Step[]> {
  const never = () => {
    throw new Error('nothing is dialled, and nothing waited for');
  };
  const rehearsal = new Rehearsal({
    dialer: { dial: never },
    clock: { now: () => 0, setTimer: never },
    profile,
    door: doorOf(profile, one.mode)!,
    patience: patienceFor(1),
  });
  await one.play(rehearsal);
  return rehearsal.steps;
}
