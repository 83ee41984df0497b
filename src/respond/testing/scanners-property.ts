import fc from 'fast-check';
import type { MemoryNetworkOptions } from '../../sim/memory-network.ts';
import { defaultLimits } from '../responder.ts';
import { hearTheRest, type Model, type Real, SERVED, scannerCommands } from './scanner-commands.ts';
import { World, type WorldOptions } from './world.ts';

/** What a responder holds on to longest, once its scanner has left. */
const DISCARD_MS = 2_000;

/** Every octet a segment, a few together, or a whole write. */
const segmentOctets = fc.constantFrom(1, 16, 1_000_000);

/**
 * Commands against the responder, held to the model as they go, and in the end to what must be left: nothing. With other
 * `options` it is another responder than the model has in mind.
 */
export function scannersProperty(options: Pick<WorldOptions, 'timers' | 'limits'> = {}) {
  return fc.asyncProperty(segmentOctets, scannerCommands, async (octets, commands) => {
    const network = { segment: cutEvery(octets) };
    const world = new World({ network, limits: { ...defaultLimits, connections: SERVED }, ...options });
    const real: Real = { world, scanners: [] };
    const model: Model = { nowMs: 0, connections: [] };
    await fc.asyncModelRun(() => ({ model, real }), commands);
    await hearTheRest.run(model, real);
    for (const { connection } of real.scanners) connection.destroy();
    await world.clock.advance(DISCARD_MS + 10);
    const left = [world.responder.connectionCount, world.clock.pendingTimers];
    if (left.some((count) => count > 0)) throw new Error(`${left[0]} connections and ${left[1]} timers are left`);
  });
}

function cutEvery(length: number): NonNullable<MemoryNetworkOptions['segment']> {
  return function* segment(octets) {
    for (let at = 0; at < octets.length; at += length) yield octets.subarray(at, at + length);
  };
}
