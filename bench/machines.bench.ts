import { do_not_optimize } from 'mitata';
import { beginExchange, type Exchange, stepExchange } from '../src/protocol/exchange-machine.ts';
import {
  acceptConnection,
  defaultResponderTimers,
  type HostView,
  type Responder,
  stepResponder,
} from '../src/protocol/responder-machine.ts';
import type { BenchmarkGroup } from './benchmark.ts';
import { openAnswer, statusRequest } from './messages.ts';

const answer = openAnswer('binary');
const request = statusRequest('binary');
const local = answer.destination;
const remote = answer.source;

const exchange: Exchange = {
  question: 'status',
  encoding: 'binary',
  id: answer.id,
  subject: remote,
  timeoutMs: 1_000,
};

/** Connects, asks, is answered. */
function wholeExchange(): void {
  const [connecting] = beginExchange(exchange);
  const [waiting] = stepExchange(connecting, { kind: 'connected', local, remote });
  const [done, effects] = stepExchange(waiting, { kind: 'message', message: answer });
  if (done.phase !== 'done') throw new Error('the exchange did not end');
  do_not_optimize(effects);
}

const everythingIsOpen: HostView = {
  allows: () => true,
  serves: () => true,
  stateOf: () => 'open',
  portAttributes: () => [],
  osAttributes: () => [],
};
const responder: Responder = { host: everythingIsOpen, local: remote, peer: local, timers: defaultResponderTimers };
const [idle] = acceptConnection(responder);

/** The machines alone: no octets, no clock, no connection. */
export const machineBenchmarks: BenchmarkGroup = {
  name: 'machines',
  unit: 'ns',
  benchmarks: [
    { name: 'exchange machine, one whole exchange', body: wholeExchange },
    {
      name: 'responder machine, one status step',
      body: () => do_not_optimize(stepResponder(responder, idle, { kind: 'message', message: request })),
    },
  ],
};
