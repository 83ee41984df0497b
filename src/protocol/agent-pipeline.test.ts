import { describe, expect, test } from 'vitest';
import { type AgentOutcome, AgentPipeline, type Settled } from './agent-pipeline.ts';
import type { ErrorCode } from './errors.ts';
import type { Request } from './request.ts';
import { answerTo, ask, errorTo, informationTo, linux, scanner, subject } from './testing/messages.ts';
import { toViolation, type Violation } from './violation.ts';

/** A pipeline of `count` status requests, tagged `a`, `b`, `c`; they have the ids 1, 2, 3. */
function pipelineOf(count: number, question: Request['question'] = 'status') {
  const pipeline = new AgentPipeline<string>();
  const requests = Array.from({ length: count }, (_, index) =>
    pipeline.ask({ question, destination: subject, encoding: 'text' }, scanner, String.fromCharCode(97 + index)),
  );
  return { pipeline, requests };
}

const status = (id: number) => ask('status', { id });
const inShort = (settled: Settled<string> | undefined) => settled && `${settled.tag} ${nameOf(settled.outcome)}`;
const nameOf = (outcome: AgentOutcome) =>
  outcome.kind === 'error-reply' ? outcome.code : outcome.kind === 'local' ? outcome.errno : outcome.kind;

function violation(code: ErrorCode, id: number): Violation {
  const echo = { encoding: 'text', kind: 'CONNECTION', id, addresses: undefined } as const;
  return toViolation({ code, offset: 0, expected: '', actual: '' }, 0, echo);
}

describe('requests', () => {
  test('have ids from 1 up, each its own (ID-1, ID-5)', () => {
    const { requests } = pipelineOf(3);
    expect(requests.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(requests[0]).toMatchObject({ question: 'status', encoding: 'text', source: scanner, destination: subject });
  });

  test('wait, the oldest first', () => {
    const { pipeline } = pipelineOf(2);
    expect([pipeline.size, pipeline.oldest]).toEqual([2, { id: 1, tag: 'a' }]);
    pipeline.take(answerTo(status(1), 'open'));
    expect([pipeline.size, pipeline.oldest]).toEqual([1, { id: 2, tag: 'b' }]);
    pipeline.take(answerTo(status(2), 'open'));
    expect([pipeline.size, pipeline.oldest]).toEqual([0, undefined]);
  });
});

describe('answers', () => {
  test('are matched by id, whatever their order (ID-4)', () => {
    const { pipeline } = pipelineOf(3);
    expect(inShort(pipeline.take(answerTo(status(3), 'open')))).toBe('c open');
    expect(inShort(pipeline.take(answerTo(status(1), 'closed')))).toBe('a closed');
    expect(inShort(pipeline.take(errorTo(status(2), 'denied')))).toBe('b denied');
  });

  test.each([
    ['an unknown id', answerTo(status(9), 'open')],
    ['id 0, where it is no error (ID-11)', answerTo(status(1), 'open', { id: 0 })],
    ['an unknown id, and an error', errorTo(status(9), 'denied')],
  ])('with %s are ignored (ID-7)', (_, message) => {
    const { pipeline } = pipelineOf(2);
    expect(pipeline.take(message)).toBeUndefined();
    expect(pipeline.size).toBe(2);
  });

  test('that come a second time, or late, are ignored (ID-7)', () => {
    const { pipeline } = pipelineOf(3);
    pipeline.take(answerTo(status(2), 'open'));
    expect(pipeline.take(answerTo(status(2), 'closed'))).toBeUndefined();
    pipeline.expire('no-reply');
    expect(pipeline.take(answerTo(status(1), 'open'))).toBeUndefined();
    pipeline.forget((tag) => tag === 'c');
    expect(pipeline.take(answerTo(status(3), 'open'))).toBeUndefined();
  });

  test('of the wrong kind are bad replies of their request (VERDICT-16)', () => {
    const { pipeline } = pipelineOf(2);
    const information = informationTo(ask('os', { id: 2 }), linux);
    expect(inShort(pipeline.take(information))).toBe('b bad-reply');
    expect(inShort(pipeline.take(answerTo(status(1), 'open', { source: scanner })))).toBe('a bad-reply');
  });
});

describe('an error with id 0', () => {
  test('is about the oldest request, in whatever encoding and kind (ID-8, ID-10)', () => {
    const { pipeline } = pipelineOf(2, 'os');
    expect(inShort(pipeline.take(errorTo(status(1), 'timeout', { id: 0 })))).toBe('a timeout');
    expect(inShort(pipeline.take(errorTo(status(1), 'busy', { id: 0 })))).toBe('b busy');
    expect(pipeline.take(errorTo(status(1), 'busy', { id: 0 }))).toBeUndefined();
  });

  test('is no answer of the connection (ID-9): what waits ended as the connection did', () => {
    const { pipeline } = pipelineOf(3);
    pipeline.take(errorTo(status(1), 'busy', { id: 0 }));
    expect(pipeline.lose({ kind: 'hangup' }).map(inShort)).toEqual(['b hangup', 'c hangup']);
  });
});

describe('the loss of the connection', () => {
  test.each(['hangup', 'reset', 'cut', 'refused', 'no-response', 'unreachable'] as const)(
    '%s before any answer is the end of every attempt (AGENT-7)',
    (kind) => {
      const { pipeline } = pipelineOf(2);
      expect(pipeline.lose({ kind }).map(inShort)).toEqual([`a ${kind}`, `b ${kind}`]);
      expect(pipeline.size).toBe(0);
    },
  );

  test('after an answer has what waits asked again (AGENT-8)', () => {
    const { pipeline } = pipelineOf(3);
    pipeline.take(errorTo(status(2), 'not-served'));
    expect(pipeline.lose({ kind: 'reset' }).map(inShort)).toEqual(['a displaced', 'c displaced']);
  });

  test('after an answer that nobody waited for is as before any (AGENT-9)', () => {
    const { pipeline } = pipelineOf(1);
    pipeline.take(answerTo(status(9), 'open'));
    pipeline.take(answerTo(status(1), 'open', { id: 0 }));
    expect(pipeline.lose({ kind: 'hangup' }).map(inShort)).toEqual(['a hangup']);
  });

  test('by a failure of this machine is local for all, whatever was answered (VERDICT-5)', () => {
    const { pipeline } = pipelineOf(2);
    pipeline.take(answerTo(status(1), 'open'));
    expect(pipeline.lose({ kind: 'local', errno: 'ENOBUFS' }).map(inShort)).toEqual(['b ENOBUFS']);
  });

  test('with nothing waiting settles nothing', () => {
    expect(pipelineOf(0).pipeline.lose({ kind: 'hangup' })).toEqual([]);
  });
});

describe('a malformed answer (AGENT-10, AGENT-11)', () => {
  test('is that of the request that its id names', () => {
    const { pipeline } = pipelineOf(3);
    expect(pipeline.violate(violation('bad-body', 2)).map(inShort)).toEqual([
      'b bad-reply',
      'a bad-reply',
      'c bad-reply',
    ]);
  });

  test('is that of the oldest where the id cannot be read, or names none that waits', () => {
    for (const id of [0, 9]) {
      const { pipeline } = pipelineOf(2);
      expect(pipeline.violate(violation('bad-header', id)).map(inShort)).toEqual(['a bad-reply', 'b bad-reply']);
    }
  });

  test('after a good one displaces the others (D10)', () => {
    const { pipeline } = pipelineOf(3);
    pipeline.take(answerTo(status(1), 'open'));
    expect(pipeline.violate(violation('bad-magic', 0)).map(inShort)).toEqual(['b not-psap', 'c displaced']);
  });

  test('with nothing waiting settles nothing', () => {
    expect(pipelineOf(0).pipeline.violate(violation('bad-magic', 0))).toEqual([]);
  });
});

describe('the end of a time limit', () => {
  test.each(['no-reply', 'cut'] as const)('settles the oldest: %s (AGENT-5, AGENT-6)', (kind) => {
    const { pipeline } = pipelineOf(2);
    expect(inShort(pipeline.expire(kind))).toBe(`a ${kind}`);
    expect(pipeline.oldest?.tag).toBe('b');
  });

  test('with nothing waiting settles nothing', () => {
    expect(pipelineOf(0).pipeline.expire('no-reply')).toBeUndefined();
  });
});
