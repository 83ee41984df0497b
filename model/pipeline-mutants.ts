import { AgentPipeline, type Settled } from '../src/protocol/agent-pipeline.ts';
import { isError } from '../src/protocol/answer.ts';
import type { Outcome } from '../src/protocol/exchange-machine.ts';
import type { Message } from '../src/protocol/message.ts';

/** Pipelines with one bug each. */

class FirstComeFirstServed extends AgentPipeline<number> {
  override take(message: Message): Settled<number> | undefined {
    const oldest = this.oldest;
    return oldest === undefined ? undefined : super.take({ ...message, id: oldest.id });
  }
}

class Forgetful extends AgentPipeline<number> {
  override lose(outcome: Outcome): Settled<number>[] {
    return super.lose(outcome).slice(1);
  }
}

class Optimist extends AgentPipeline<number> {
  override expire(kind: 'no-reply' | 'cut'): Settled<number> | undefined {
    const settled = super.expire(kind);
    return settled === undefined ? undefined : { ...settled, outcome: { kind: 'closed' } };
  }
}

class Stubborn extends AgentPipeline<number> {
  override lose(outcome: Outcome): Settled<number>[] {
    return super.lose(outcome).map(({ tag }) => ({ tag, outcome: { kind: 'displaced' } }));
  }
}

class Resigned extends AgentPipeline<number> {
  override lose(outcome: Outcome): Settled<number>[] {
    return super.lose(outcome).map(({ tag }) => ({ tag, outcome }));
  }
}

class Deaf extends AgentPipeline<number> {
  override take(message: Message): Settled<number> | undefined {
    return message.id === 0 ? undefined : super.take(message);
  }
}

class Easygoing extends AgentPipeline<number> {
  #heard = false;

  override take(message: Message): Settled<number> | undefined {
    this.#heard ||= isError(message);
    return super.take(message);
  }

  override lose(outcome: Outcome): Settled<number>[] {
    const lost = super.lose(outcome);
    return this.#heard && outcome.kind !== 'local'
      ? lost.map(({ tag }) => ({ tag, outcome: { kind: 'displaced' } }))
      : lost;
  }
}

interface PipelineMutant {
  /** What the exploration has to say of it. */
  readonly found: RegExp;
  readonly Pipeline: new () => AgentPipeline<number>;
}

/** By the bug. */
export const pipelineMutants: Readonly<Record<string, PipelineMutant>> = {
  'the scanner matches answers to requests by their order': {
    found: /bad-reply, where/,
    Pipeline: FirstComeFirstServed,
  },
  'the scanner forgets a request when its connection is lost': { found: /waits for ever/, Pipeline: Forgetful },
  'the scanner takes silence for a closed port': {
    found: /verdict is closed|closed, where no-reply/,
    Pipeline: Optimist,
  },
  'the scanner asks again whatever ended the connection': { found: /displaced after no answer/, Pipeline: Stubborn },
  'the scanner blames requests whose turn had not come': {
    found: /request 2 is \S+ after an answer/,
    Pipeline: Resigned,
  },
  'the scanner ignores errors without an id': { found: /hangup, where error-reply busy/, Pipeline: Deaf },
  'the scanner counts an error without an id as an answer': { found: /displaced after no answer/, Pipeline: Easygoing },
};
