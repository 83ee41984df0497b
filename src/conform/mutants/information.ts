import { type Attribute, decodeAttributes, encodeAttributes, type TagName, tags } from '../../protocol/attributes.ts';
import type { Change, Mutant } from './mutant.ts';
import { family } from './mutant.ts';
import { seeing, sending } from './steps.ts';
import { writingBinary } from './wire.ts';

/** Information with other attributes than were asked for, or written otherwise. */

type Attributes = readonly Attribute[];

/** Changes the attributes of each information answer. */
function informing(change: (attributes: Attributes) => Attributes): Change {
  return sending((message) =>
    message.name === 'information'
      ? { ...message, body: encodeAttributes(change(decodeAttributes(message.body))) }
      : message,
  );
}

/** Changes the octets of each information body. */
function informingOctets(change: (body: Uint8Array) => void): Change {
  return writingBinary((octets, message) => {
    if (message.name === 'information') change(octets.subarray(48));
  });
}

const without = (name: TagName) => informing((attributes) => attributes.filter((one) => one.name !== name));
const valued = (name: TagName, value: string) =>
  informing((attributes) => attributes.map((one) => (one.name === name ? { name, value } : one)));
const isAbout = (group: 'port' | 'os') => (name: TagName) =>
  group === 'port' ? tags[name] < 0x20 : tags[name] >= 0x20;

export const informationMutants: readonly Mutant[] = family('information', {
  'without SERVICE': ['Information about a port has no SERVICE.', 'INFO-3', without('SERVICE')],
  'without TRANSPORT': ['Information about a port has no TRANSPORT.', 'INFO-3', without('TRANSPORT')],
  'without OS_FAMILY': ['Information about the host has no OS_FAMILY.', 'INFO-5', without('OS_FAMILY')],
  empty: ['Information is empty.', 'INFO-2 INFO-3 INFO-5', informing(() => [])],
  'TRANSPORT in capitals': ['TRANSPORT is `TCP`.', 'ATTR-14', valued('TRANSPORT', 'TCP')],
  'TRANSPORT udp': ['TRANSPORT is `udp`.', 'ATTR-14', valued('TRANSPORT', 'udp')],
  'SERVICE empty where unknown': [
    'A service that is not known is the empty one.',
    'INFO-4',
    informing((attributes) =>
      attributes.map((one) => (one.name === 'SERVICE' && one.value === 'unknown' ? { ...one, value: '' } : one)),
    ),
  ],
  'SERVICE by the port': [
    'A service that is not known is the one that the port is registered for.',
    'INFO-4',
    informing((attributes) =>
      attributes.map((one) => (one.name === 'SERVICE' && one.value === 'unknown' ? { ...one, value: 'http' } : one)),
    ),
  ],
  'OS_FAMILY empty': ['The family of the host is empty.', 'INFO-6', valued('OS_FAMILY', '')],
  'OS_FAMILY guessed': [
    'A family that is not known is Linux.',
    'INFO-6',
    informing((attributes) =>
      attributes.map((one) => (one.name === 'OS_FAMILY' && one.value === 'unknown' ? { ...one, value: 'Linux' } : one)),
    ),
  ],
  'PORT_KIND user': ['Every port is a `user` port.', 'ATTR-15', valued('PORT_KIND', 'user')],
  'PORT_KIND in capitals': ['PORT_KIND is `SYSTEM`.', 'ATTR-15', valued('PORT_KIND', 'SYSTEM')],
  'UPTIME with a leading zero': [
    'UPTIME has leading zeros.',
    'ATTR-16',
    { view: (view) => ({ ...view, osAttributes: () => [...view.osAttributes(), { name: 'UPTIME', value: '0099' }] }) },
  ],
  'UPTIME with a unit': [
    'UPTIME is written for people.',
    'ATTR-16',
    {
      view: (view) => ({ ...view, osAttributes: () => [...view.osAttributes(), { name: 'UPTIME', value: '3 days' }] }),
    },
  ],
  'an attribute twice': [
    'The first attribute stands twice.',
    'ATTR-7',
    informing((attributes) => attributes.flatMap((one, index) => (index === 0 ? [one, one] : [one]))),
  ],
  'each group as often as it is asked for': [
    'A WANT that is repeated is answered twice, in one answer.',
    'INFO-10 ATTR-7',
    sending((message, { event }) => {
      if (message.name !== 'information' || event?.kind !== 'message') return message;
      const wants = decodeAttributes(event.message.body).filter(({ name }) => name === 'WANT');
      const once = decodeAttributes(message.body);
      const repeated = wants.length > new Set(wants.map(({ value }) => value)).size;
      return { ...message, body: encodeAttributes(repeated ? [...once, ...once] : once) };
    }),
  ],
  'the first WANT alone': [
    'Of several WANT only the first is answered.',
    'INFO-10',
    seeing(({ event }) => ({ event: wantingOnly(event, (wants) => wants.slice(0, 1)) })),
  ],
  'the last WANT alone': [
    'Of several WANT only the last is answered.',
    'INFO-10',
    seeing(({ event }) => ({ event: wantingOnly(event, (wants) => wants.slice(-1)) })),
  ],
  'the port alone': [
    'Where port and host are asked for, only the port is answered.',
    'INFO-10',
    informing((attributes) =>
      attributes.some(({ name }) => isAbout('port')(name))
        ? attributes.filter(({ name }) => isAbout('port')(name))
        : attributes,
    ),
  ],
  'in descending order': [
    'Attributes stand in descending order of their tags.',
    'ATTR-11',
    informing((attributes) => attributes.toReversed()),
  ],
  'the host before the port': [
    'Where port and host are asked for, the host stands first.',
    'ATTR-11',
    informing((attributes) => [
      ...attributes.filter(({ name }) => isAbout('os')(name)),
      ...attributes.filter(({ name }) => isAbout('port')(name)),
    ]),
  ],
  'with what was not asked for': [
    'Information about a port has the host too.',
    'INFO-12',
    sending((message, { responder }) =>
      message.name === 'information' && !hasOs(message.body)
        ? {
            ...message,
            body: encodeAttributes([...decodeAttributes(message.body), ...responder.host.osAttributes()]),
          }
        : message,
    ),
  ],
  'with a port for the host': [
    'Information about the host has a port too.',
    'INFO-12',
    sending((message, { responder }) =>
      message.name === 'information' && hasOs(message.body)
        ? {
            ...message,
            body: encodeAttributes([
              ...responder.host.portAttributes(message.source.port).filter(({ name }) => !has(message.body, name)),
              ...decodeAttributes(message.body),
            ]),
          }
        : message,
    ),
  ],
  'tag 0': [
    'The first attribute has the tag 0.',
    'ATTR-5',
    informingOctets((body) => {
      body[0] = 0;
    }),
  ],
  'lengths in little endian': [
    'The lengths of attributes have their octets in the other order.',
    'ATTR-2',
    informingOctets((body) => {
      for (let at = 0; at + 3 <= body.length; ) {
        const length = (body[at + 1]! << 8) | body[at + 2]!;
        body[at + 1] = length & 0xff;
        body[at + 2] = length >>> 8;
        at += 3 + length;
      }
    }),
  ],
  'a length one too long': [
    'The first attribute is longer than it is.',
    'ATTR-2 ATTR-6',
    informingOctets((body) => {
      body[2]! += 1;
    }),
  ],
  'a length with its header': [
    'The length of an attribute counts tag and length too.',
    'ATTR-2 ATTR-6',
    informingOctets((body) => {
      for (let at = 0; at + 3 <= body.length; ) {
        const length = (body[at + 1]! << 8) | body[at + 2]!;
        body[at + 2] = length + 3;
        at += 3 + length;
      }
    }),
  ],
  'as text': [
    'Information is text, and no attributes.',
    'ATTR-1',
    informingOctets((body) => {
      body.fill(0x20);
    }),
  ],
  'in Latin-1': [
    'Values are not in UTF-8.',
    'ATTR-8',
    informingOctets((body) => {
      if (body.length > 3) body[3] = 0xe9;
    }),
  ],
  'nothing for os about a closed subject': [
    'WANT `os` about a closed subject is not-open.',
    'INFO-7',
    seeing(({ event, responder }) => ({ event: wantingPort(event, (port) => responder.host.stateOf(port)) })),
  ],
});

type Event = Parameters<Parameters<typeof seeing>[0]>[0]['event'];

/** The request with some of its WANT. */
function wantingOnly(event: Event, choose: (wants: Attributes) => Attributes): Event {
  if (event.kind !== 'message' || event.message.name !== 'information-request') return event;
  const wants = decodeAttributes(event.message.body).filter(({ name }) => name === 'WANT');
  return { ...event, message: { ...event.message, body: encodeAttributes(choose(wants)) } };
}

/** A request for the host, about a closed subject, as one for the port. */
function wantingPort(event: Event, stateOf: (port: number) => string): Event {
  if (event.kind !== 'message' || event.message.name !== 'information-request') return event;
  const { body, destination } = event.message;
  if (stateOf(destination.port) !== 'closed') return event;
  const isOs = decodeAttributes(body).every(({ name, value }) => name !== 'WANT' || value === 'os');
  if (!isOs || body.length === 0) return event;
  return {
    ...event,
    message: { ...event.message, body: encodeAttributes([{ name: 'WANT', value: 'port' }]) },
  };
}

function has(body: Uint8Array, name: TagName): boolean {
  return decodeAttributes(body).some((one) => one.name === name);
}

function hasOs(body: Uint8Array): boolean {
  return has(body, 'OS_FAMILY');
}
