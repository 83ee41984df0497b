import { AgentPipeline, type Settled } from '../src/protocol/agent-pipeline.ts';
import { encodeError } from '../src/protocol/error-body.ts';
import type { ExchangeEffect, ExchangeState } from '../src/protocol/exchange-machine.ts';
import { type Message, NO_BODY } from '../src/protocol/message.ts';
import type { ResponderEffect, ResponderState } from '../src/protocol/responder-machine.ts';
import { type Machines, production } from './machines.ts';

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

class FirstComeFirstServed extends AgentPipeline<number> {
  override take(message: Message): Settled<number> | undefined {
    const oldest = this.oldest;
    return oldest === undefined ? undefined : super.take({ ...message, id: oldest.id });
  }
}

class Forgetful extends AgentPipeline<number> {
  override lose(): Settled<number>[] {
    return super.lose({ kind: 'hangup' }).slice(1);
  }
}

class Optimist extends AgentPipeline<number> {
  override expire(kind: 'no-reply' | 'cut'): Settled<number> | undefined {
    const settled = super.expire(kind);
    return settled === undefined ? undefined : { ...settled, outcome: { kind: 'closed' } };
  }
}

export const mutants: readonly Mutant[] = [
  mutant('the exchange forgets its time limit once it has asked', /deadlock/, {
    stepExchange(state, event): ExchangeStep {
      return state.phase === 'waiting' && event.kind === 'timer' ? [state, []] : stepExchange(state, event);
    },
  }),
  mutant('the exchange settles and goes on waiting', /two outcomes|deadlock/, {
    stepExchange(state, event): ExchangeStep {
      const [next, effects] = stepExchange(state, event);
      const stays = state.phase === 'connecting' && next.phase === 'done' && event.kind === 'timer';
      return [stays ? state : next, effects];
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
  mutant('the exchange trusts a connection to itself', /connected, where refused|deadlock|no-reply, where refused/, {
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
  mutant('the responder answers every request with id 1', /settled|waits|out of order|where/, {
    ...sending((message) => ({ ...message, id: message.id === 0 ? 0 : 1 })),
  }),
  mutant('the responder goes on after a fatal error', /where bad-type is right|where .*bad-type/, {
    stepResponder(responder, state, event): ResponderStep {
      const [next, effects] = stepResponder(responder, state, event);
      if (event.kind !== 'violation' || next.phase !== 'closing') return [next, effects];
      return [{ ...next, phase: 'idle' }, effects.filter(({ kind }) => kind !== 'end')];
    },
  }),
  mutant('the responder answers an end', /sent closed|where .* is right/, {
    stepResponder(responder, state, event): ResponderStep {
      const [next, effects] = stepResponder(responder, state, event);
      if (event.kind !== 'message' || event.message.name !== 'end') return [next, effects];
      return [next, [{ kind: 'send', message: { ...event.message, name: 'closed', body: NO_BODY } }, ...effects]];
    },
  }),
  mutant('the responder says one thing more after its end', /after its end|is right/, {
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
  mutant('the responder answers a message that was cut by the end of the stream', /timeout|where/, {
    stepResponder(responder, state, event): ResponderStep {
      const cut = event.kind === 'ended' && state.phase === 'receiving';
      return stepResponder(responder, state, cut ? { kind: 'timer' } : event);
    },
  }),
  mutant(
    'the responder never closes what its peer has ended',
    /stays idle for ever|stays receiving for ever|is right/,
    {
      stepResponder(responder, state, event): ResponderStep {
        return event.kind === 'ended' ? [state, []] : stepResponder(responder, state, event);
      },
    },
  ),
  mutant('the responder does not give up waiting for the end of its peer', /stays closing for ever/, {
    stepResponder(responder, state, event): ResponderStep {
      return state.phase === 'closing' && event.kind === 'timer' ? [state, []] : stepResponder(responder, state, event);
    },
  }),
  mutant('the scanner matches answers to requests by their order', /where/, {
    createPipeline: () => new FirstComeFirstServed(),
  }),
  mutant('the scanner forgets a request when its connection is lost', /waits for ever/, {
    createPipeline: () => new Forgetful(),
  }),
  mutant('the scanner takes silence for a closed port', /closed, where/, {
    createPipeline: () => new Optimist(),
  }),
];
