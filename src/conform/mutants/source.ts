import { formatEndpoint, sameEndpoint } from '../../protocol/address.ts';
import { encodeMessage } from '../../protocol/encoder.ts';
import type { Acceptor, Connection } from '../../runtime/connection.ts';
import { family, type Mutant } from './mutant.ts';
import { seeing, sending } from './steps.ts';
import { messagesIn, withConnection } from './wire.ts';

/** Responders that trust the source of a message, or treat a destination as another. */

const AGENT_PORT = 4_545;

/** Sends an answer on the connection on which its source was seen first, as those do that keep a table of scanners. */
const answeringSources: (acceptor: Acceptor) => Acceptor = (() => {
  const tables = new WeakMap<Acceptor, Map<string, Connection>>();
  return (acceptor) => {
    const table = tables.get(acceptor) ?? new Map<string, Connection>();
    tables.set(acceptor, table);
    return withConnection((connection) => ({
      write: (octets) =>
        messagesIn(octets).every((message) => {
          const source = formatEndpoint(message.destination);
          const first = table.get(source) ?? connection;
          table.set(source, first);
          return first.write(encodeMessage(message).slice());
        }),
    }))(acceptor);
  };
})();

export const sourceMutants: readonly Mutant[] = family('source', {
  'denied unless it is the peer': [
    'It denies requests whose source is not the address of the peer.',
    'SEC-1 ADDR-13',
    seeing(({ responder, event }) => {
      const isFalse = event.kind === 'message' && event.message.source.address !== responder.peer.address;
      return isFalse ? { responder: { ...responder, host: { ...responder.host, allows: () => false } } } : {};
    }),
  ],
  'the connection by the source': [
    'It answers on the connection on which it saw the source first.',
    'SEC-2 SEC-1',
    { wrap: answeringSources },
  ],
  'the family by the source': [
    'It looks for the destination among addresses of the family of the source.',
    'ADDR-4',
    seeing(({ event }) => {
      if (event.kind !== 'message') return {};
      const { source, destination } = event.message;
      if (source.address.includes(':') === destination.address.includes(':')) return {};
      return { event: { ...event, message: { ...event.message, destination: { ...destination, address: '::' } } } };
    }),
  ],
  'denied unless it is the port of the peer': [
    'It denies requests whose source is not the end of the peer.',
    'SEC-1 ADDR-13',
    seeing(({ responder, event }) => {
      const isFalse = event.kind === 'message' && !sameEndpoint(event.message.source, responder.peer);
      return isFalse ? { responder: { ...responder, host: { ...responder.host, allows: () => false } } } : {};
    }),
  ],
  'silence unless it is the peer': [
    'It does not answer requests whose source is not the address of the peer.',
    'SEC-1 ADDR-13 STATUS-6',
    sending((message, { responder, event }) =>
      event?.kind === 'message' && event.message.source.address !== responder.peer.address ? undefined : message,
    ),
  ],
  'the policy by the source': [
    'It applies its access policy to the source of a message.',
    'SEC-1 SEC-7 ERR-12',
    seeing(({ responder, event }) =>
      event.kind === 'message'
        ? { responder: { ...responder, peer: { ...responder.peer, address: event.message.source.address } } }
        : {},
    ),
  ],
  'no policy for loopback': [
    'It lets whoever gives a loopback source ask everything.',
    'SEC-1 SEC-7 ERR-12',
    seeing(({ responder, event }) =>
      event.kind === 'message' && event.message.source.address.startsWith('127.')
        ? { responder: { ...responder, host: { ...responder.host, allows: () => true } } }
        : {},
    ),
  ],
  'no policy': [
    'It lets everybody ask everything.',
    'SEC-7 ERR-12',
    { view: (view) => ({ ...view, allows: () => true }) },
  ],
  'the policy of status for all': [
    'It asks the policy for status about information too.',
    'SEC-7 ERR-12',
    { view: (view) => ({ ...view, allows: (peer) => view.allows(peer, 'status') }) },
  ],
  'the policy of information for all': [
    'It asks the policy for information about status too.',
    'SEC-7 ERR-12',
    { view: (view) => ({ ...view, allows: (peer) => view.allows(peer, 'information') }) },
  ],
  'the policy once': [
    'It applies its policy to the first request of a connection alone.',
    'SEC-7 ERR-12',
    (() => {
      const asked = new WeakSet<object>();
      return seeing(({ responder, event }) => {
        if (event.kind !== 'message') return {};
        if (asked.has(responder))
          return { responder: { ...responder, host: { ...responder.host, allows: () => true } } };
        asked.add(responder);
        return {};
      });
    })(),
  ],
  'answers from the peer': [
    'Its answers have the own end as source.',
    'MSG-8',
    sending((message, { responder, event }) =>
      event?.kind === 'message' ? { ...message, source: responder.local } : message,
    ),
  ],
  'any address': [
    'It answers for every address.',
    'ERR-13',
    { view: (view, served) => ({ ...view, serves: ({ port }) => served === AGENT_PORT || port === served }) },
  ],
  'addresses of its network': [
    'It answers for every address that begins as its own.',
    'ERR-13',
    {
      view: (view, served) => ({
        ...view,
        serves: ({ address, port }) => address.startsWith('192.0.2.') && (served === AGENT_PORT || port === served),
      }),
    },
  ],
  'its own address for every one': [
    'It looks at the port of the destination alone.',
    'ERR-13 STATUS-6',
    { view: (view) => ({ ...view, serves: ({ port }) => view.serves({ address: '192.0.2.1', port }) }) },
  ],
  'every port of a direct listener': [
    'A direct listener answers for every port of its host.',
    'CONN-19 ERR-13',
    { view: (view) => ({ ...view, serves: ({ address }) => address === '192.0.2.1' }) },
  ],
  'the port of a direct listener': [
    'A direct listener answers for its own port, whatever the destination is.',
    'CONN-19 ERR-13',
    { view: (view, served) => (served === AGENT_PORT ? view : { ...view, serves: () => true, stateOf: () => 'open' }) },
  ],
  'the lower octet of the port': [
    'It looks at the lower octet of the destination port.',
    'STATUS-3 STATUS-4 BIN-1',
    { view: (view) => ({ ...view, stateOf: (port) => view.stateOf(port & 0xff) }) },
  ],
  'the port before': [
    'It answers for the port before the destination.',
    'STATUS-3 STATUS-4',
    { view: (view) => ({ ...view, stateOf: (port) => view.stateOf(Math.max(1, port - 1)) }) },
  ],
  'the port of the listener': [
    'An agent answers for one port alone.',
    'AGENT-2',
    {
      view: (view, served) =>
        served === AGENT_PORT
          ? { ...view, serves: (destination) => view.serves(destination) && destination.port === 22 }
          : view,
    },
  ],
  'open ports alone': [
    'An agent serves open ports alone.',
    'AGENT-2 STATUS-4',
    {
      view: (view) => ({
        ...view,
        serves: (destination) => view.serves(destination) && view.stateOf(destination.port) !== 'closed',
      }),
    },
  ],
  'the agent port is not served': [
    'It does not serve the agent port as a subject.',
    'ADDR-12',
    { view: (view) => ({ ...view, serves: (to) => view.serves(to) && to.port !== AGENT_PORT }) },
  ],
  'the agent port is open': [
    'As a subject the agent port is always open.',
    'ADDR-12',
    { view: (view) => ({ ...view, stateOf: (port) => (port === AGENT_PORT ? 'open' : view.stateOf(port)) }) },
  ],
  'the agent port is filtered': [
    'It keeps silent about the agent port.',
    'ADDR-12 STATUS-6',
    { view: (view) => ({ ...view, stateOf: (port) => (port === AGENT_PORT ? 'filtered' : view.stateOf(port)) }) },
  ],
  'filtered is closed': [
    'It says `closed` about filtered subjects.',
    'STATUS-5 INFO-9',
    {
      view: (view) => ({
        ...view,
        stateOf: (port) => (view.stateOf(port) === 'filtered' ? 'closed' : view.stateOf(port)),
      }),
    },
  ],
  'filtered is not served': [
    'It says not-served about filtered subjects.',
    'STATUS-5 INFO-9',
    { view: (view) => ({ ...view, serves: (to) => view.serves(to) && view.stateOf(to.port) !== 'filtered' }) },
  ],
  'closed is filtered': [
    'It keeps silent about closed subjects.',
    'STATUS-4 STATUS-6 INFO-8 INFO-7',
    {
      view: (view) => ({
        ...view,
        stateOf: (port) => (view.stateOf(port) === 'closed' ? 'filtered' : view.stateOf(port)),
      }),
    },
  ],
  'open is closed': [
    'It says `closed` about open subjects.',
    'STATUS-3',
    { view: (view) => ({ ...view, stateOf: () => 'closed' }) },
  ],
  'closed is open': [
    'It says `open` about closed subjects.',
    'STATUS-4 INFO-8 ERR-15',
    {
      view: (view) => ({
        ...view,
        stateOf: (port) => (view.stateOf(port) === 'closed' ? 'open' : view.stateOf(port)),
      }),
    },
  ],
});
