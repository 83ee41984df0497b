import fc from 'fast-check';
import { FaultyWorld, type WorldOptions } from './faulty-world.ts';
import { ProbeLedger } from './probe-ledger.ts';
import { drainAll, proberCommands, TIMEOUT_MS } from './prober-commands.ts';

const LARGE_OCTETS = 65_536;
/** Buffers that hold less than one request, some of them, or all. */
const bufferOctets = fc.constantFrom(150, 1_000, LARGE_OCTETS);

/** Commands against both probers, held to the model as they go, and in the end to what must be left: nothing. */
export function probersProperty(options: Pick<WorldOptions, 'wrap'> = {}) {
  return fc.asyncProperty(bufferOctets, proberCommands, async (octets, commands) => {
    const ledger = new ProbeLedger(octets === LARGE_OCTETS);
    const world = new FaultyWorld({ ...options, bufferOctets: octets });
    await fc.asyncModelRun(() => ({ model: ledger, real: world }), commands);
    // The limit of the connection, that of the answer, and that of an agent that takes no requests.
    await world.clock.advance(4 * TIMEOUT_MS);
    drainAll(ledger, world);
    const missing = ledger.underWay.map(({ prober, probe }) => `${probe.index} (${prober})`);
    if (missing.length > 0) throw new Error(`never observed: ${missing.join(', ')}`);
    const { connections, timers } = await world.leftovers();
    if (connections + timers > 0) throw new Error(`${connections} connections and ${timers} timers are left`);
  });
}
