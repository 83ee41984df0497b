import { agentSystem, agentWorlds } from './agent-system.ts';
import { directSystem, directWorlds } from './direct-system.ts';
import { type Exploration, explore } from './explore.ts';
import type { Machines } from './machines.ts';
import { scripts, senderSystem } from './sender-system.ts';

/** One exhaustive check: a family of worlds, explored whole. */
export interface Check {
  readonly name: string;
  run(machines: Machines): Exploration;
}

/** The smallest worlds, in which a bug of a machine shows already. */
export const smallChecks: readonly Check[] = [direct(0), sender(2), agent(2, 0), direct(1), agent(2, 1)];

/** What fits an ordinary test run: every kind of world, up to two faults in direct mode. */
export const quickChecks: readonly Check[] = [
  direct(0),
  direct(1),
  direct(2),
  agent(3, 0),
  agent(2, 1),
  agent(1, 2),
  sender(3),
];

/** What takes longer: three pipelined requests with a fault at every point, and more faults at once. */
export const deepChecks: readonly Check[] = [direct(3), agent(3, 1), agent(2, 2), sender(4)];

function direct(faults: number): Check {
  return {
    name: `direct mode, ${faults} faults`,
    run: (machines) => explore(directSystem(machines, directWorlds(faults))),
  };
}

function agent(requests: number, faults: number): Check {
  return {
    name: `agent mode, up to ${requests} pipelined requests, ${faults} faults`,
    run: (machines) => explore(agentSystem(machines, agentWorlds(requests, faults))),
  };
}

function sender(items: number): Check {
  return {
    name: `a responder and a sender of up to ${items} arbitrary messages`,
    run: (machines) => explore(senderSystem(machines, scripts(items))),
  };
}
