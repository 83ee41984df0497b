import { expect, it } from 'vitest';
import { AgentContacts } from './agent-contacts.ts';

const addresses = ['127.0.0.1', '127.0.0.2', '127.0.0.3'];

it('ends a scan whole where no host was given up', () => {
  const agents = new AgentContacts(3);
  agents.reached(1);
  expect([agents.wasReached(0), agents.wasReached(1)]).toEqual([false, true]);
  expect(agents.endOf(addresses)).toEqual({ kind: 'finished' });
});

it('names the first host that was given up, why, and how many more there are', () => {
  const agents = new AgentContacts(3);
  agents.gaveUp(2, 'ECONNREFUSED');
  agents.gaveUp(0, 'no-response');
  const end = { kind: 'agent-unreachable', address: '127.0.0.3', code: 'ECONNREFUSED', others: 1 };
  expect(agents.endOf(addresses)).toEqual(end);
});
