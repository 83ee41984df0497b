import type { Message } from '../../protocol/message.ts';
import {
  acceptConnection,
  type Responder,
  type ResponderEffect,
  type ResponderEvent,
  type ResponderState,
  rejectConnection,
  stepResponder,
} from '../../protocol/responder-machine.ts';
import type { Change } from './mutant.ts';

/** Changes to what the machine does. */

export type Step = readonly [ResponderState, readonly ResponderEffect[]];

/** What a step was taken about; without an event a connection was accepted or rejected. */
export interface Moment {
  readonly responder: Responder;
  readonly state: ResponderState;
  readonly event: ResponderEvent | undefined;
}

const BEFORE: ResponderState = { phase: 'idle', encoding: 'text' };

/** Changes what comes of steps. */
export function stepping(change: (step: Step, moment: Moment) => Step): Change {
  return {
    parts: {
      accept: (responder) => change(acceptConnection(responder), { responder, state: BEFORE, event: undefined }),
      reject: (responder) => change(rejectConnection(responder), { responder, state: BEFORE, event: undefined }),
      step: (responder, state, event) => change(stepResponder(responder, state, event), { responder, state, event }),
    },
  };
}

/** Changes what is seen by steps: the event, the state, or what is known of host and connection. */
export function seeing(change: (moment: Moment & { readonly event: ResponderEvent }) => Partial<Moment>): Change {
  return {
    parts: {
      step: (responder, state, event) => {
        const seen = change({ responder, state, event });
        return stepResponder(seen.responder ?? responder, seen.state ?? state, seen.event ?? event);
      },
    },
  };
}

/** Changes each message that is sent; undefined leaves it out. */
export function sending(change: (message: Message, moment: Moment) => Message | undefined): Change {
  return stepping(([next, effects], moment) => [
    next,
    effects.flatMap((effect): ResponderEffect[] => {
      if (effect.kind !== 'send') return [effect];
      const message = change(effect.message, moment);
      return message === undefined ? [] : [{ kind: 'send', message }];
    }),
  ]);
}
