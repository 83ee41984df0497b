import { sameEndpoint } from '../src/protocol/address.ts';
import { encodeError } from '../src/protocol/error-body.ts';
import type { ExchangeEffect, ExchangeState } from '../src/protocol/exchange-machine.ts';
import { type Message, messageForms, NO_BODY } from '../src/protocol/message.ts';
import type { ResponderEffect, ResponderState } from '../src/protocol/responder-machine.ts';
import { type Machines, production } from './machines.ts';
import { pipelineMutants } from './pipeline-mutants.ts';
import { SERVED_ADDRESS } from './world.ts';

/** Machines with one bug each, such as a tired engineer writes. */

type ExchangeStep = readonly [ExchangeState, readonly ExchangeEffect[]];
type ResponderStep = readonly [ResponderState, readonly ResponderEffect[]];

export interface Mutant {
  /** The bug. */
  readonly bug: string;
  /** What the exploration has to say of it. */
  readonly found: RegExp;
  readonly machines: Machines;
}

const { stepExchange, stepResponder } = production;
const SUBJECT = { address: SERVED_ADDRESS, port: 80 };

function mutant(bug: string, found: RegExp, changed: Partial<Machines>): Mutant {
  return { bug, found, machines: { ...production, ...changed } };
}

/** Changes the messages that the responder sends. */
function sending(change: (message: Message) => Message | undefined): Partial<Machines> {
  return {
    stepResponder(responder, state, event) {
      const [next, effects] = stepResponder(responder, state, event);
      const changed = effects.flatMap((effect): ResponderEffect[] => {
        if (effect.kind !== 'send') return [effect];
        const message = change(effect.message);
        return message === undefined ? [] : [{ kind: 'send', message }];
      });
      return [next, changed];
    },
  };
}

export const mutants: readonly Mutant[] = [
  mutant('the exchange forgets its time limit once it has asked', /deadlock/, {
    stepExchange(state, event): ExchangeStep {
      return state.phase === 'waiting' && event.kind === 'timer' ? [state, []] : stepExchange(state, event);
    },
  }),
  mutant(
    'the exchange leaves its request what TCP has left of the time',
    /timer that runs was set when it was connecting/,
    {
      stepExchange(state, event): ExchangeStep {
        const [next, effects] = stepExchange(state, event);
        return [next, event.kind === 'connected' ? effects.filter(({ kind }) => kind !== 'set-timer') : effects];
      },
    },
  ),
  mutant('the exchange settles and goes on waiting', /connecting with 1 outcomes/, {
    stepExchange(state, event): ExchangeStep {
      const [next, effects] = stepExchange(state, event);
      const stays = state.phase === 'connecting' && next.phase === 'done' && event.kind === 'timer';
      return [stays ? state : next, effects];
    },
  }),
  mutant('the exchange goes on waiting whenever its time limit ends', /go round for ever/, {
    stepExchange(state, event): ExchangeStep {
      if (state.phase !== 'waiting' || event.kind !== 'timer') return stepExchange(state, event);
      return [state, [{ kind: 'set-timer', delayMs: state.exchange.timeoutMs }]];
    },
  }),
  mutant('the exchange settles again when a second answer comes', /two outcomes: open and closed/, {
    stepExchange(state, event): ExchangeStep {
      const isLate = state.phase === 'done' && event.kind === 'message' && event.message.name === 'closed';
      return isLate ? [state, [{ kind: 'settle', outcome: { kind: 'closed' } }]] : stepExchange(state, event);
    },
  }),
  mutant('the exchange does not look at the id of an answer', /open, where bad-reply/, {
    stepExchange(state, event): ExchangeStep {
      if (event.kind !== 'message' || event.message.id === 0) return stepExchange(state, event);
      return stepExchange(state, { ...event, message: { ...event.message, id: 1 } });
    },
  }),
  mutant('the exchange wants an error to come from where it was sent to', /bad-reply, where error-reply busy/, {
    stepExchange(state, event): ExchangeStep {
      const isError = event.kind === 'message' && messageForms[event.message.name].body === 'error';
      if (!isError || sameEndpoint(event.message.source, SUBJECT)) return stepExchange(state, event);
      return stepExchange(state, { ...event, message: { ...event.message, name: 'open', body: NO_BODY } });
    },
  }),
  mutant('the exchange takes a refusal for silence', /no-response, where refused/, {
    stepExchange(state, event): ExchangeStep {
      const refused = event.kind === 'failed' && event.errno === 'ECONNREFUSED';
      return stepExchange(state, refused ? { kind: 'timer' } : event);
    },
  }),
  mutant('the exchange makes a local failure a verdict', /refused, where local EMFILE/, {
    stepExchange(state, event): ExchangeStep {
      const local = event.kind === 'failed' && event.errno === 'EMFILE';
      return stepExchange(state, local ? { kind: 'failed', errno: 'ECONNREFUSED' } : event);
    },
  }),
  mutant('the exchange trusts a connection to itself', /verdict is open \(syn-ack\), where the port is not open/, {
    stepExchange(state, event): ExchangeStep {
      if (event.kind !== 'connected') return stepExchange(state, event);
      return stepExchange(state, { ...event, remote: { address: '127.0.0.1', port: 1 } });
    },
  }),
  mutant('the exchange forgets that an answer had begun', /although octets of an answer came/, {
    stepExchange(state, event): ExchangeStep {
      return event.kind === 'begun' ? [state, []] : stepExchange(state, event);
    },
  }),
  mutant('the exchange takes whatever breaks the protocol for another service', /not-psap, where bad-reply/, {
    stepExchange(state, event): ExchangeStep {
      if (event.kind !== 'violation') return stepExchange(state, event);
      return stepExchange(state, { ...event, violation: { ...event.violation, code: 'bad-magic' } });
    },
  }),
  mutant('the responder answers for filtered ports', /closed, where no-reply|open, where no-reply/, {
    stepResponder(responder, state, event): ResponderStep {
      const { host } = responder;
      const stateOf = (port: number) => (host.stateOf(port) === 'filtered' ? 'closed' : host.stateOf(port));
      return stepResponder({ ...responder, host: { ...host, stateOf } }, state, event);
    },
  }),
  mutant('the responder forgets its access policy', /where error-reply denied/, {
    stepResponder(responder, state, event): ResponderStep {
      return stepResponder({ ...responder, host: { ...responder.host, allows: () => true } }, state, event);
    },
  }),
  mutant('the responder judges the destination before the policy', /not-served, where error-reply denied/, {
    stepResponder(responder, state, event): ResponderStep {
      const { host } = responder;
      const elsewhere = event.kind === 'message' && !host.serves(event.message.destination);
      return stepResponder(
        elsewhere ? { ...responder, host: { ...host, allows: () => true } } : responder,
        state,
        event,
      );
    },
  }),
  mutant('the responder does not swap the addresses', /bad-reply, where open/, {
    ...sending((message) => ({ ...message, source: message.destination, destination: message.source })),
  }),
  mutant('the responder answers every request with id 1', /out of order: id 1 after id 1|no-reply, where/, {
    ...sending((message) => ({ ...message, id: message.id === 0 ? 0 : 1 })),
  }),
  mutant('the responder has no limit for a connection that it answered on', /stays idle for ever/, {
    stepResponder(responder, state, event): ResponderStep {
      const [next, effects] = stepResponder(responder, state, event);
      const isAnswered = event.kind === 'message' && next.phase === 'idle';
      return [next, isAnswered ? effects.filter(({ kind }) => kind !== 'set-timer') : effects];
    },
  }),
  mutant('the responder discards what comes and does not end its side', /closing, its side is not ended/, {
    stepResponder(responder, state, event): ResponderStep {
      const [next, effects] = stepResponder(responder, state, event);
      return [next, event.kind === 'violation' ? effects.filter(({ kind }) => kind !== 'end') : effects];
    },
  }),
  mutant('the responder goes on after a fatal error', /sent \S+ after its last word/, {
    stepResponder(responder, state, event): ResponderStep {
      const [next, effects] = stepResponder(responder, state, event);
      if (event.kind !== 'violation' || next.phase !== 'closing') return [next, effects];
      return [{ ...next, phase: 'idle' }, effects.filter(({ kind }) => kind !== 'end')];
    },
  }),
  mutant('the responder answers what it has to discard', /sent \S+ after its end/, {
    stepResponder(responder, state, event): ResponderStep {
      const isOpen = state.phase === 'closing' && event.kind === 'message';
      return stepResponder(responder, isOpen ? { ...state, phase: 'idle' } : state, event);
    },
  }),
  mutant('the responder answers an end', /sent closed 1, where nothing is right/, {
    stepResponder(responder, state, event): ResponderStep {
      const [next, effects] = stepResponder(responder, state, event);
      if (event.kind !== 'message' || event.message.name !== 'end') return [next, effects];
      return [next, [{ kind: 'send', message: { ...event.message, name: 'closed', body: NO_BODY } }, ...effects]];
    },
  }),
  mutant('the responder says one thing more after its end', /sent status-error after its end/, {
    stepResponder(responder, state, event): ResponderStep {
      const [next, effects] = stepResponder(responder, state, event);
      const end = effects.findIndex(({ kind }) => kind === 'end');
      if (end < 0) return [next, effects];
      const { local: source, peer: destination } = responder;
      const body = encodeError('text', 'timeout');
      const late: Message = { name: 'status-error', encoding: 'text', id: 0, source, destination, body };
      return [next, [...effects, { kind: 'send', message: late }]];
    },
  }),
  mutant(
    'the responder answers a message that was cut by the end of the stream',
    /sent timeout 0, where nothing is right/,
    {
      stepResponder(responder, state, event): ResponderStep {
        const cut = event.kind === 'ended' && state.phase === 'receiving';
        return stepResponder(responder, state, cut ? { kind: 'timer' } : event);
      },
    },
  ),
  mutant('the responder never closes what its peer has ended', /sent \S+ 0, where nothing is right/, {
    stepResponder(responder, state, event): ResponderStep {
      return event.kind === 'ended' ? [state, []] : stepResponder(responder, state, event);
    },
  }),
  mutant('the responder does not give up waiting for the end of its peer', /stays closing for ever/, {
    stepResponder(responder, state, event): ResponderStep {
      return state.phase === 'closing' && event.kind === 'timer' ? [state, []] : stepResponder(responder, state, event);
    },
  }),
  ...Object.entries(pipelineMutants).map(([bug, { found, Pipeline }]) =>
    mutant(bug, found, { createPipeline: () => new Pipeline() }),
  ),
];
