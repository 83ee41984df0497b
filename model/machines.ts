import { AgentPipeline } from '../src/protocol/agent-pipeline.ts';
import { beginExchange, stepExchange } from '../src/protocol/exchange-machine.ts';
import { acceptConnection, rejectConnection, stepResponder } from '../src/protocol/responder-machine.ts';

/** The machines under exploration: the production code, or a mutant of it. */
export interface Machines {
  readonly beginExchange: typeof beginExchange;
  readonly stepExchange: typeof stepExchange;
  readonly acceptConnection: typeof acceptConnection;
  readonly rejectConnection: typeof rejectConnection;
  readonly stepResponder: typeof stepResponder;
  readonly createPipeline: () => AgentPipeline<number>;
}

/** What is shipped. */
export const production: Machines = {
  beginExchange,
  stepExchange,
  acceptConnection,
  rejectConnection,
  stepResponder,
  createPipeline: () => new AgentPipeline(),
};
