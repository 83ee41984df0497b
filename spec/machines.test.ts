import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { responderGuards } from '../src/conform/responder-guards.ts';
import { judge } from '../src/probe/judge.ts';
import { Decoder } from '../src/protocol/decoder.ts';
import { encodeMessage } from '../src/protocol/encoder.ts';
import { beginExchange, type ExchangeEffect, stepExchange } from '../src/protocol/exchange-machine.ts';
import type { Message } from '../src/protocol/message.ts';
import { acceptConnection, rejectConnection, stepResponder } from '../src/protocol/responder-machine.ts';
import { loadMachines, type MachineTable } from '../src/source/machine-table.ts';
import { exchangeMoments, exchanges, responderMoments, responders } from './machine-cases.ts';
import { renderMachines } from './machine-document.ts';
import { exchangeGuards } from './machine-guards.ts';
import { carriedBy, wantedAnswer, wantedRequest } from './machine-messages.ts';
import {
  rowOfExchangeBeginning,
  rowOfExchangeStep,
  rowOfResponderBeginning,
  rowOfResponderStep,
} from './machine-steps.ts';
import { readMachines } from './machine-table.ts';

const text = readFileSync(new URL('./machines.yaml', import.meta.url), 'utf8');
const machines = readMachines();

/** Steps the exchange machine through every case and gives the rows that were hit; throws where the table differs. */
function hitExchange(table: MachineTable, step = stepExchange): Set<string> {
  const rows = exchanges.map((exchange) => rowOfExchangeBeginning(table, exchange, beginExchange(exchange)));
  for (const moment of exchangeMoments()) {
    rows.push(rowOfExchangeStep(table, moment, step(moment.state, moment.event)));
  }
  return new Set(rows.map(({ name }) => name));
}

function hitResponder(table: MachineTable, step = stepResponder): Set<string> {
  const rows = responders.flatMap((responder) => [
    rowOfResponderBeginning(table, 'accept', responder, acceptConnection(responder)),
    rowOfResponderBeginning(table, 'reject', responder, rejectConnection(responder)),
  ]);
  for (const moment of responderMoments()) {
    rows.push(rowOfResponderStep(table, moment, step(moment.responder, moment.state, moment.event)));
  }
  return new Set(rows.map(({ name }) => name));
}

const namesOf = ({ begins, rows }: MachineTable) => [...begins, ...rows].map(({ name }) => name).toSorted();

describe('the code does what the tables say, and every row says something of it', () => {
  test('the exchange machine', () => {
    expect([...hitExchange(machines.exchange)].toSorted()).toEqual(namesOf(machines.exchange));
  });

  test('the responder machine', () => {
    expect([...hitResponder(machines.responder)].toSorted()).toEqual(namesOf(machines.responder));
  });
});

describe('what is sent carries what the tables say, and can be written and read', () => {
  const reread = (message: Message, accepts: 'requests' | 'answers') => {
    const decoder = new Decoder(accepts);
    decoder.push(encodeMessage(message));
    return carriedBy(decoder.next()!);
  };

  test('by the exchange machine', () => {
    for (const moment of exchangeMoments()) {
      const [, effects] = stepExchange(moment.state, moment.event);
      for (const message of effects.flatMap((effect) => (effect.kind === 'send' ? [effect.message] : []))) {
        expect(carriedBy(message)).toEqual(wantedRequest(moment));
        expect(reread(message, 'requests')).toEqual(carriedBy(message));
      }
    }
  });

  test('by the responder machine', () => {
    for (const moment of responderMoments()) {
      const [, effects] = stepResponder(moment.responder, moment.state, moment.event);
      for (const message of effects.flatMap((effect) => (effect.kind === 'send' ? [effect.message] : []))) {
        expect(carriedBy(message)).toEqual(wantedAnswer(moment, message.name));
        expect(reread(message, 'answers')).toEqual(carriedBy(message));
      }
    }
  });

  test('to a peer that there is no room for', () => {
    const [responder] = responders;
    const [, [effect]] = rejectConnection(responder!);
    const { local: source, peer: destination } = responder!;
    const wanted = { name: 'status-error', id: 0, encoding: 'text', source, destination, body: [] };
    expect(effect?.kind === 'send' && carriedBy(effect.message)).toEqual(wanted);
  });
});

describe('the names in the tables', () => {
  test('every guard in words is a guard of the check, and the reverse', () => {
    expect(Object.keys(machines.exchange.guards).toSorted()).toEqual(Object.keys(exchangeGuards).toSorted());
    expect(Object.keys(machines.responder.guards).toSorted()).toEqual(Object.keys(responderGuards).toSorted());
  });

  test('every clause exists', () => {
    const requirements = parse(readFileSync(new URL('./requirements.yaml', import.meta.url), 'utf8')) as {
      id: string;
    }[];
    const ids = new Set(requirements.map(({ id }) => id));
    const named = Object.values(machines).flatMap(({ begins, rows }) =>
      [...begins, ...rows].flatMap((row) => row.clause),
    );
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
    expect((text.match(/\b[A-Z]{2,}-\d+\b/g) ?? []).filter((id) => !ids.has(id))).toEqual([]);
  });

  test.each(Object.entries(machines.exchange.outcomes))('the outcome %s gives the verdict', (name, { verdict }) => {
    if (name === 'information') {
      expect(verdict).toBeUndefined();
      return;
    }
    const observation = { index: 0, kind: name as 'open', code: '<errno>', rttMs: 0, atMs: 0 };
    const { state, reason } = judge('direct', observation);
    expect(verdict).toBe(`${state} ${reason}`);
  });
});

describe('a difference is found and said', () => {
  /** Loads the tables with one text replaced. */
  const changed = (from: string | RegExp, to: string) => {
    const other = text.replace(from, to);
    expect(other).not.toBe(text);
    return loadMachines(other, 'machines.yaml');
  };

  it('in an effect', () => {
    const { exchange } = changed('effects: [settle hangup]', 'effects: [settle cut]');
    expect(() => hitExchange(exchange)).toThrow(
      /^machines\.yaml:\d+ exchange waiting message \[end\]\n {2}table: next done, settle cut\n {2}code: {2}next done, settle hangup$/,
    );
  });

  it('in the next state', () => {
    const { responder } = changed('event: timer, next: closed', 'event: timer, next: closing');
    expect(() => hitResponder(responder)).toThrow(
      /responder closing timer\n {2}table: next closing, close, encoding text\n {2}code: {2}next closed, close, encoding text/,
    );
  });

  it('in a variable', () => {
    const { responder } = changed('next: receiving\n      sets: [encoding]', 'next: receiving');
    expect(() => hitResponder(responder)).toThrow(
      /table: next receiving, set-timer message-limit, encoding text\n {2}code: {2}.*, encoding binary/,
    );
  });

  it('in a guard that holds too seldom', () => {
    const { exchange } = changed('guard: not bad-magic', 'guard: begun and not bad-magic');
    expect(() => hitExchange(exchange)).toThrow('exchange waiting violation: none of the guards holds of');
  });

  it('in a guard that holds too often', () => {
    const { responder } = changed('guard: good and wants-port and closed', 'guard: good and wants-port');
    expect(() => hitResponder(responder)).toThrow(
      /^several rows hold at once: .*\[good and wants-port and open\] and .*\[good and wants-port\]$/,
    );
  });

  it('in the code', () => {
    const forgetful: typeof stepExchange = (state, event) => {
      const [next, effects] = stepExchange(state, event);
      return [next, effects.filter((effect: ExchangeEffect) => effect.kind !== 'set-timer')];
    };
    expect(() => hitExchange(machines.exchange, forgetful)).toThrow(
      /table: next waiting, send status-request, set-timer time-limit, begun no\n {2}code: {2}next waiting, send status-request, begun no/,
    );
  });

  it('in a timer of the code', () => {
    const hasty: typeof stepResponder = (responder, state, event) =>
      stepResponder({ ...responder, timers: { ...responder.timers, discardMs: 1 } }, state, event);
    expect(() => hitResponder(machines.responder, hasty)).toThrow(/set-timer discard-limit.*\n.*set-timer 1 ms/);
  });

  it('where a row has no use', () => {
    const row = '- { state: closed, event: drain, guard: end, next: closed, effects: [], clause: [CONN-9] }';
    const { responder } = changed(
      /event: \[begun, message, violation, ended, lost, timer, drain\]([\s\S]*)$/,
      `event: [begun, message, violation, ended, lost, timer]$1    ${row}\n    ${row.replace('end', 'not end')}\n`,
    );
    const hit = hitResponder(responder);
    expect(namesOf(responder).filter((name) => !hit.has(name))).toEqual(['responder closed drain [end]']);
  });
});

describe('a table that is not whole is refused', () => {
  it.each([
    ['a name that nothing defines', 'effects: [settle hangup]', 'effects: [settle hangpu]', /`hangpu` is not one of/],
    ['a definition that nothing uses', 'variables:', 'variables:\n    spare: Nothing.', /no row uses `spare`/],
    [
      'an empty cell',
      /\n {4}- state: receiving\n {6}event: drain[\s\S]*?answered first\./,
      '',
      /`receiving` has no row for the event `drain`/,
    ],
    [
      'a row beside one that always holds',
      'event: timer, guard: not begun, next',
      'event: timer, next',
      /`waiting` and `timer` have a row without a guard/,
    ],
    [
      'a row without a clause',
      'effects: [close], clause: [CONN-8]',
      'effects: [close], clause: []',
      /expected at least 1/,
    ],
  ])('%s', (_name, from, to, message) => {
    expect(() => loadMachines(text.replace(from, to), 'machines.yaml')).toThrow(message);
  });
});

test('machines.md is what `npm run generate` writes', () => {
  expect(readFileSync(new URL('./machines.md', import.meta.url), 'utf8')).toBe(renderMachines(machines));
});
