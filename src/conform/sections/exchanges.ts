import type { Bench, Finding } from '../bench.ts';
import type { Case, Part, Section } from '../case.ts';
import { discarded } from '../closing-steps.ts';
import { header } from '../header-lines.ts';

/** Section 10: exchanges. */

/** Greetings that a responder could obey. */
const greetings: readonly (readonly [word: string, greeting: string, title: string])[] = [
  ['PORT', 'Hello! I want to connect with port 1', 'names another port'],
  ['CODE', 'denied', 'is an error code'],
  ['CLOSE', 'PSAP/1 COMMAND CONNECTION RST', 'is the start line of an end'],
];

function greetingCase([word, body, title]: (typeof greetings)[number]): Case {
  return {
    id: `STATUS-GREETING-${word}-01`,
    title: `A greeting that ${title} changes nothing`,
    requirements: ['STATUS-7'],
    level: 'MUST',
    script: [
      { send: [{ message: 'status-request', id: 7, body }] },
      { expect: { message: 'open', id: 7 } },
      { send: [{ message: 'status-request', id: 8, body, encoding: 'binary' }] },
      { expect: { message: 'open', id: 8 } },
    ],
  };
}

/** An `end` is taken whatever stands in its fields. */
const ends: readonly (readonly [number: string, end: Part, title: string])[] = [
  ['02', { message: 'end', id: 2, encoding: 'binary' }, 'in binary'],
  ['03', { message: 'end', id: 1 }, 'with the id of a request'],
  ['04', { message: 'end', id: 0, to: 'unserved address' }, 'about an address that is not served'],
  ['05', { message: 'end', id: 2, from: '203.0.113.9:9' }, 'with the source of somebody else'],
];

function endCase([number, end, title]: (typeof ends)[number]): Case {
  return {
    id: `END-CLOSE-${number}`,
    title: `An end ${title} is not answered, and closes the connection`,
    requirements: ['END-1', 'END-2', 'END-8'],
    level: 'MUST',
    script: [{ send: [{ message: 'status-request', id: 1 }, end] }, { expect: { message: 'open', id: 1 } }, 'closed'],
  };
}

/** More WANT than attributes would fit a body, were each answered by itself. */
const MANY = 3_000;

function askManyTimes(bench: Bench): Promise<Finding | undefined> {
  const want = Array.from({ length: MANY }, (_, index) => (index % 2 === 0 ? 'port' : 'os'));
  return bench.play([
    { send: [{ message: 'information-request', id: 7, want }] },
    { expect: { message: 'information', id: 7, attributes: { SERVICE: '*', TRANSPORT: 'tcp', OS_FAMILY: '*' } } },
    { send: [{ message: 'status-request', id: 8 }] },
    { expect: { message: 'open', id: 8 } },
  ]);
}

/** What the profile says of the open port. */
function askForService(bench: Bench): Promise<Finding | undefined> {
  const service = bench.profile.services.get(bench.door.port) ?? 'unknown';
  return bench.play([
    { send: [{ message: 'information-request', id: 7, want: ['port'] }] },
    { expect: { message: 'information', id: 7, attributes: { SERVICE: service } } },
  ]);
}

function askForFamily(bench: Bench): Promise<Finding | undefined> {
  const family = bench.profile.osFamily ?? 'unknown';
  return bench.play([
    { send: [{ message: 'information-request', id: 7, want: ['os'] }] },
    { expect: { message: 'information', id: 7, attributes: { OS_FAMILY: family } } },
  ]);
}

export const exchanges: Section = {
  number: '10',
  cases: [
    {
      id: 'STATUS-OPEN-01',
      title: 'An open subject is open, in text',
      requirements: ['STATUS-3'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7 }] },
        { expect: { message: 'open', id: 7, encoding: 'text', addresses: 'swapped' } },
      ],
    },
    {
      id: 'STATUS-OPEN-02',
      title: 'An open subject is open, in binary, with an empty greeting',
      requirements: ['STATUS-3', 'STATUS-7', 'STATUS-8'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, encoding: 'binary', body: '' }] },
        { expect: { message: 'open', id: 7, encoding: 'binary', addresses: 'swapped' } },
      ],
    },
    {
      id: 'STATUS-CLOSED-01',
      title: 'A closed subject is closed, in both encodings',
      requirements: ['STATUS-4'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, to: 'closed' }] },
        { expect: { message: 'closed', id: 7, encoding: 'text', addresses: 'swapped' } },
        { send: [{ message: 'status-request', id: 8, to: 'closed', encoding: 'binary' }] },
        { expect: { message: 'closed', id: 8, encoding: 'binary', addresses: 'swapped' } },
      ],
    },
    {
      id: 'STATUS-FILTERED-01',
      title: 'A filtered subject gets silence, and holds back no other answer',
      requirements: ['STATUS-5', 'CONN-5'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, to: 'filtered' }] },
        { send: [{ message: 'status-request', id: 8 }] },
        { expect: { message: 'open', id: 8 } },
      ],
    },
    {
      id: 'STATUS-FILTERED-02',
      title: 'A filtered subject gets silence in binary too',
      requirements: ['STATUS-5', 'CONN-5'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 7, to: 'filtered', encoding: 'binary' },
            { message: 'status-request', id: 8, encoding: 'binary' },
          ],
        },
        { expect: { message: 'open', id: 8 } },
      ],
    },
    {
      id: 'STATUS-FILTERED-03',
      title: 'A filtered subject is not answered later either, nor is the connection closed for it',
      requirements: ['STATUS-5'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, to: 'filtered' }] },
        { silence: 'a while' },
        { send: [{ message: 'status-request', id: 8 }] },
        { expect: { message: 'open', id: 8 } },
        { silence: 'a while' },
      ],
    },
    {
      id: 'STATUS-EVERY-01',
      title: 'Every whole status request is answered: as many answers come as requests',
      requirements: ['STATUS-6', 'CONN-2'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 1 },
            { message: 'status-request', id: 2, to: 'closed' },
            { message: 'status-request', id: 3, to: 'unserved address' },
            { message: 'status-request', id: 4, encoding: 'binary' },
            { message: 'status-request', id: 5, to: 'closed', encoding: 'binary' },
            { message: 'status-request', id: 6, to: 'unserved address', encoding: 'binary' },
          ],
        },
        { expect: { message: 'open', id: 1 } },
        { expect: { message: 'closed', id: 2 } },
        { expect: { error: 'not-served', id: 3 } },
        { expect: { message: 'open', id: 4 } },
        { expect: { message: 'closed', id: 5 } },
        { expect: { error: 'not-served', id: 6 } },
      ],
    },
    {
      id: 'STATUS-EVERY-02',
      title: 'A status request is answered as soon as it is whole, without another octet',
      requirements: ['STATUS-6'],
      level: 'MUST',
      script: [{ send: [header()] }, { expect: { message: 'open', id: 7 } }],
    },
    {
      id: 'STATUS-AGAIN-01',
      title: 'A question that is asked again is answered again',
      requirements: ['STATUS-6'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7 }] },
        { expect: { message: 'open', id: 7 } },
        { send: [{ message: 'status-request', id: 7 }] },
        { expect: { message: 'open', id: 7 } },
      ],
    },
    {
      id: 'STATUS-GREETING-01',
      title: 'A greeting may be empty',
      requirements: ['STATUS-7'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, body: '' }] },
        { expect: { message: 'open', id: 7 } },
        { send: [{ message: 'status-request', id: 8, body: '', encoding: 'binary' }] },
        { expect: { message: 'open', id: 8 } },
      ],
    },
    ...greetings.map(greetingCase),
    {
      id: 'INFO-PORT-01',
      title: 'Information about an open port has its service and its transport',
      requirements: ['INFO-2', 'INFO-3', 'ATTR-14'],
      level: 'MUST',
      script: [
        { send: [{ message: 'information-request', id: 8, want: ['port'] }] },
        {
          expect: {
            message: 'information',
            id: 8,
            addresses: 'swapped',
            attributes: { SERVICE: '*', TRANSPORT: 'tcp' },
          },
        },
      ],
    },
    {
      id: 'INFO-PORT-02',
      title: 'The service is the one that stands behind the port',
      requirements: ['INFO-2', 'INFO-3'],
      level: 'MUST',
      needs: ['information', 'service'],
      connections: 1,
      play: askForService,
    },
    {
      id: 'INFO-UNKNOWN-01',
      title: 'A service that the responder does not know is unknown',
      requirements: ['INFO-4'],
      level: 'MUST',
      script: [
        { send: [{ message: 'information-request', id: 8, to: 'unknown service', want: ['port'] }] },
        { expect: { message: 'information', id: 8, attributes: { SERVICE: 'unknown', TRANSPORT: 'tcp' } } },
      ],
    },
    {
      id: 'INFO-OS-01',
      title: 'Information about the system has its family',
      requirements: ['INFO-2', 'INFO-5'],
      level: 'MUST',
      script: [
        { send: [{ message: 'information-request', id: 8, want: ['os'] }] },
        { expect: { message: 'information', id: 8, addresses: 'swapped', attributes: { OS_FAMILY: '*' } } },
      ],
    },
    {
      id: 'INFO-OS-02',
      title: 'The family is that of the host',
      requirements: ['INFO-5'],
      level: 'MUST',
      needs: ['information', 'os'],
      connections: 1,
      play: askForFamily,
    },
    {
      id: 'INFO-OS-03',
      title: 'A family that the responder does not know is unknown',
      requirements: ['INFO-6'],
      level: 'SHOULD',
      needs: ['unknown os'],
      script: [
        { send: [{ message: 'information-request', id: 8, want: ['os'] }] },
        { expect: { message: 'information', id: 8, attributes: { OS_FAMILY: 'unknown' } } },
      ],
    },
    {
      id: 'INFO-CLOSED-01',
      title: 'Information about the system is told at a closed port too',
      requirements: ['INFO-7'],
      level: 'MUST',
      script: [
        { send: [{ message: 'information-request', id: 8, to: 'closed', want: ['os'] }] },
        { expect: { message: 'information', id: 8, addresses: 'swapped', attributes: { OS_FAMILY: '*' } } },
      ],
    },
    {
      id: 'INFO-CLOSED-02',
      title: 'Information about the system is told at a closed port where it is asked for twice',
      requirements: ['INFO-7', 'INFO-10'],
      level: 'MUST',
      script: [
        { send: [{ message: 'information-request', id: 8, to: 'closed', want: ['os', 'os'] }] },
        { expect: { message: 'information', id: 8, attributes: { OS_FAMILY: '*' } } },
      ],
    },
    {
      id: 'INFO-CLOSED-03',
      title: 'Information about a closed port is refused with not-open',
      requirements: ['INFO-8', 'INFO-13'],
      level: 'MUST',
      script: [
        { send: [{ message: 'information-request', id: 8, to: 'closed', want: ['port'] }] },
        { expect: { message: 'refusal', error: 'not-open', id: 8, addresses: 'swapped' } },
      ],
    },
    {
      id: 'INFO-CLOSED-04',
      title: 'A closed port is refused with one not-open, also where the system is asked for too',
      requirements: ['INFO-8', 'INFO-10'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'information-request', id: 8, to: 'closed', want: ['port', 'os'] },
            { message: 'information-request', id: 9, to: 'closed', want: ['os', 'port'] },
            { message: 'status-request', id: 10 },
          ],
        },
        { expect: { message: 'refusal', error: 'not-open', id: 8 } },
        { expect: { message: 'refusal', error: 'not-open', id: 9 } },
        { expect: { message: 'open', id: 10 } },
      ],
    },
    {
      id: 'INFO-FILTERED-01',
      title: 'Information about a filtered port gets silence',
      requirements: ['INFO-9', 'CONN-5'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'information-request', id: 8, to: 'filtered', want: ['port'] },
            { message: 'status-request', id: 9 },
          ],
        },
        { expect: { message: 'open', id: 9 } },
      ],
    },
    {
      id: 'INFO-FILTERED-02',
      title: 'Information about the system gets silence at a filtered port',
      requirements: ['INFO-9', 'CONN-5'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'information-request', id: 8, to: 'filtered', want: ['os'] },
            { message: 'information-request', id: 9, to: 'filtered', want: ['port', 'os'] },
            { message: 'status-request', id: 10 },
          ],
        },
        { expect: { message: 'open', id: 10 } },
        { silence: 'a while' },
      ],
    },
    {
      id: 'INFO-BOTH-01',
      title: 'Port and system in one request are told in one answer',
      requirements: ['INFO-2', 'INFO-3', 'INFO-5', 'INFO-10'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'information-request', id: 8, want: ['port', 'os'] },
            { message: 'status-request', id: 9 },
          ],
        },
        {
          expect: {
            message: 'information',
            id: 8,
            attributes: { SERVICE: '*', TRANSPORT: 'tcp', OS_FAMILY: '*' },
          },
        },
        { expect: { message: 'open', id: 9 } },
      ],
    },
    {
      id: 'INFO-REPEATED-01',
      title: 'A WANT that is repeated is answered once',
      requirements: ['INFO-10'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'information-request', id: 8, want: ['port', 'port', 'port'] },
            { message: 'status-request', id: 9 },
          ],
        },
        { expect: { message: 'information', id: 8, attributes: { SERVICE: '*', TRANSPORT: 'tcp' } } },
        { expect: { message: 'open', id: 9 } },
      ],
    },
    {
      id: 'INFO-REPEATED-02',
      title: 'Thousands of WANT in one request are answered once',
      requirements: ['INFO-10', 'MSG-9'],
      level: 'MUST',
      needs: ['status', 'information'],
      connections: 1,
      play: askManyTimes,
    },
    {
      id: 'INFO-GROUPS-01',
      title: 'Information about a port has nothing about the system',
      requirements: ['INFO-12'],
      level: 'SHOULD',
      script: [
        { send: [{ message: 'information-request', id: 8, want: ['port'] }] },
        {
          expect: {
            message: 'information',
            id: 8,
            without: ['OS_FAMILY', 'OS_NAME', 'OS_VERSION', 'KERNEL', 'ARCH', 'HOSTNAME', 'UPTIME'],
          },
        },
      ],
    },
    {
      id: 'INFO-GROUPS-02',
      title: 'Information about the system has nothing about a port',
      requirements: ['INFO-12'],
      level: 'SHOULD',
      script: [
        { send: [{ message: 'information-request', id: 8, want: ['os'] }] },
        {
          expect: {
            message: 'information',
            id: 8,
            without: ['SERVICE', 'TRANSPORT', 'PRODUCT', 'PRODUCT_VERSION', 'BANNER', 'DESCRIPTION', 'PORT_KIND'],
          },
        },
      ],
    },
    {
      id: 'INFO-EVERY-01',
      title: 'Every whole information request is answered, with information or a refusal',
      requirements: ['INFO-13', 'CONN-2', 'CONN-3'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'information-request', id: 1, want: ['os'] },
            { message: 'information-request', id: 2, to: 'unserved address', want: ['os'] },
            { message: 'information-request', id: 3 },
            { message: 'information-request', id: 4, want: ['port'] },
          ],
        },
        { expect: { message: 'information', id: 1 } },
        { expect: { message: 'refusal', error: 'not-served', id: 2 } },
        { expect: { message: 'refusal', error: 'bad-value', id: 3 } },
        { expect: { message: 'information', id: 4 } },
      ],
    },
    {
      id: 'END-CLOSE-01',
      title: 'An end is not answered, and closes the connection',
      requirements: ['END-1', 'END-2', 'END-8'],
      level: 'MUST',
      script: [{ send: [{ message: 'end', id: 2 }] }, 'closed'],
    },
    ...ends.map(endCase),
    {
      id: 'END-ANSWERS-01',
      title: 'The answers before an end are sent, what follows it is not judged, and the connection closes',
      requirements: ['END-2', 'END-3', 'END-5', 'END-8'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 1 },
            { message: 'end', id: 2 },
            { message: 'status-request', id: 3 },
          ],
        },
        { expect: { message: 'open', id: 1 } },
        'closed',
      ],
    },
    {
      id: 'END-ANSWERS-02',
      title: 'What follows an end is not judged: no fault is told',
      requirements: ['END-5'],
      level: 'MUST',
      script: [{ send: [{ message: 'end', id: 2 }, { text: 'GET / HTTP/1.1\\r\\n\\r\\n' }] }, 'closed'],
    },
    {
      id: 'END-ANSWERS-03',
      title: 'An end behind a request that gets silence closes the connection',
      requirements: ['END-2', 'END-3'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 1, to: 'filtered' },
            { message: 'end', id: 2 },
          ],
        },
        'closed',
      ],
    },
    {
      id: 'END-DISCARD-01',
      title: 'What comes after an end is discarded, and not answered with a reset',
      why: 'A reset could destroy answers to the requests before it, on their way to us.',
      requirements: ['END-8', 'CONN-8'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 1 },
            { message: 'end', id: 2 },
          ],
        },
        { expect: { message: 'open', id: 1 } },
        'closed',
        ...discarded,
      ],
    },
    {
      id: 'END-DISCARD-02',
      title: 'What comes after the end of an idle connection is discarded, and not answered with a reset',
      why: 'We may have asked before the `end` arrived.',
      requirements: ['END-8', 'CONN-8'],
      level: 'MUST',
      script: [{ expect: { message: 'end', id: 0, within: { limit: 'idle' } } }, 'closed', ...discarded],
    },
    {
      id: 'END-FAULT-01',
      title: 'An end with a body is bad-body',
      requirements: ['END-4', 'ERR-9', 'ERR-20'],
      level: 'MUST',
      script: [
        { send: [header({ start: 'PSAP/1 COMMAND CONNECTION RST', length: 'Length: 5' }), { text: 'hello' }] },
        { expect: { error: 'bad-body', id: 7, encoding: 'text', kind: 'CONNECTION' } },
        'closed',
      ],
    },
    {
      id: 'END-FAULT-02',
      title: 'An end with a port 0 is bad-address',
      requirements: ['END-4', 'ERR-8'],
      level: 'MUST',
      script: [
        { send: [{ message: 'end', id: 7, encoding: 'binary', patch: { 28: '0000' } }] },
        { expect: { error: 'bad-address', id: 7, encoding: 'binary' } },
        'closed',
      ],
    },
    {
      id: 'END-FAULT-03',
      title: 'An end without a Length is bad-header',
      requirements: ['END-4', 'ERR-6'],
      level: 'MUST',
      script: [
        { send: [header({ start: 'PSAP/1 COMMAND CONNECTION RST', length: [] })] },
        { expect: { error: 'bad-header', id: 7, encoding: 'text' } },
        'closed',
      ],
    },
  ],
};
