import { decodeAttributes } from '../protocol/attributes.ts';
import { messageForms } from '../protocol/message.ts';
import type { Responder, ResponderEvent, ResponderState } from '../protocol/responder-machine.ts';

/** The guards of the responder machine in machines.yaml as predicates, written from its words and not from the machine. */

/** What the guards of the responder machine look at. */
export interface ResponderMoment {
  readonly responder: Responder;
  readonly state: ResponderState;
  readonly event: ResponderEvent;
}

export const responderGuards: Readonly<Record<string, (moment: ResponderMoment) => boolean>> = {
  end: ({ event }) => event.kind === 'message' && event.message.name === 'end',
  denied: gets('denied'),
  'not-served': gets('not-served'),
  'bad-value': gets('bad-value'),
  good: gets('good'),
  'asks-status': ({ event }) => event.kind === 'message' && event.message.name === 'status-request',
  'wants-port': ({ event }) => wantsIn(event).includes('port'),
  'wants-os-alone': ({ event }) => wantsIn(event).includes('os') && !wantsIn(event).includes('port'),
  open: isAbout('open'),
  closed: isAbout('closed'),
  filtered: isAbout('filtered'),
};

function gets(fate: string) {
  return ({ responder: { host, peer }, event }: ResponderMoment) => {
    if (event.kind !== 'message' || event.message.name === 'end') return false;
    const { name, destination } = event.message;
    const wants = wantsIn(event);
    const isInformation = name === 'information-request';
    const isAllowed = host.allows(peer.address, isInformation ? 'information' : 'status');
    const isServed = host.serves(destination);
    const isClear = !isInformation || (wants.length > 0 && wants.every((want) => want === 'port' || want === 'os'));
    return fate === (!isAllowed ? 'denied' : !isServed ? 'not-served' : !isClear ? 'bad-value' : 'good');
  };
}

function isAbout(wanted: 'open' | 'closed' | 'filtered') {
  return ({ responder, event }: ResponderMoment) =>
    event.kind === 'message' && responder.host.stateOf(event.message.destination.port) === wanted;
}

function wantsIn(event: ResponderEvent): string[] {
  if (event.kind !== 'message' || messageForms[event.message.name].kind !== 'GET') return [];
  return decodeAttributes(event.message.body).flatMap(({ name, value }) => (name === 'WANT' ? [value] : []));
}
