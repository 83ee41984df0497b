import { agentSystem } from './agent-system.ts';
import { type AgentWorld, everyKind, fewKinds, goodAgents, strangeAgents } from './agent-worlds.ts';
import { directSystem } from './direct-system.ts';
import { type DirectWorld, directWorlds, representatives } from './direct-worlds.ts';
import { type Exploration, explore } from './explore.ts';
import type { Machines } from './machines.ts';
import { scripts, senderSystem } from './sender-system.ts';

/** One exhaustive check: a family of worlds, explored whole. */
export interface Check {
  readonly name: string;
  run(machines: Machines): Exploration;
}

/** The smallest worlds, in which a bug of a machine shows already. */
export const smallChecks: readonly Check[] = [
  direct('no fault', directWorlds(0)),
  sender(2, 0),
  agents('2 requests, no fault', goodAgents(fewKinds, 2, 0)),
  agents('strange agents, 2 requests', strangeAgents(2, 0)),
  direct('1 fault', representatives(directWorlds(1))),
  agents('2 requests, 1 fault', goodAgents(fewKinds, 2, 1, ['all'])),
];

/** What fits an ordinary test run: every world, and one fault at every point. */
export const quickChecks: readonly Check[] = [
  direct('every world, no fault', directWorlds(0)),
  direct('every world, 1 fault', directWorlds(1)),
  agents('every question, truth and policy, up to 2 requests, no fault', goodAgents(everyKind, 2, 0)),
  agents('every policy, up to 3 requests, no fault', goodAgents(fewKinds, 3, 0)),
  agents('every question, truth and policy, 1 request, 1 fault', goodAgents(everyKind, 1, 1)),
  agents('up to 2 requests, 1 fault', goodAgents(fewKinds, 2, 1, ['all'])),
  agents('strange agents, up to 2 requests, no fault', strangeAgents(2, 0)),
  agents('strange agents, 1 request, 1 fault', strangeAgents(1, 1)),
  sender(3, 0),
  sender(2, 1),
];

/** What takes longer: three pipelined requests with a fault at every point, and more faults at once. */
export const deepChecks: readonly Check[] = [
  direct('every world, 2 faults', directWorlds(2)),
  direct('every right outcome, 3 faults', representatives(directWorlds(3))),
  agents('every question and truth, up to 3 requests, no fault', goodAgents(everyKind, 3, 0, ['all'])),
  agents('up to 3 requests, 1 fault', goodAgents(fewKinds, 3, 1, ['all'])),
  agents('every policy, up to 2 requests, 1 fault', goodAgents(fewKinds, 2, 1)),
  agents('up to 2 requests, 2 faults', goodAgents(fewKinds, 2, 2, ['all'])),
  agents('strange agents, up to 3 requests, no fault', strangeAgents(3, 0)),
  agents('strange agents, up to 2 requests, 1 fault', strangeAgents(2, 1)),
  sender(4, 0),
  sender(3, 1),
];

function direct(name: string, worlds: readonly DirectWorld[]): Check {
  return { name: `direct mode: ${name}`, run: (machines) => explore(directSystem(machines, worlds)) };
}

function agents(name: string, worlds: readonly AgentWorld[]): Check {
  return { name: `agent mode: ${name}`, run: (machines) => explore(agentSystem(machines, worlds)) };
}

function sender(items: number, faults: number): Check {
  const name = `a sender of up to ${items} arbitrary messages, ${faults === 0 ? 'no fault' : `${faults} fault`}`;
  return { name, run: (machines) => explore(senderSystem(machines, scripts(items, faults))) };
}
