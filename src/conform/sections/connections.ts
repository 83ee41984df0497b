import type { Bench, Finding } from '../bench.ts';
import type { Section, Step } from '../case.ts';
import { gone } from '../closing-steps.ts';
import { header } from '../header-lines.ts';

/** Section 12: connections. */

const MANY = 100;

/** Many requests in one write: the answers come in their order. */
function askMany(bench: Bench): Promise<Finding | undefined> {
  const ids = Array.from({ length: MANY }, (_, index) => index + 1);
  const encoding = (id: number) => (id % 2 === 0 ? 'binary' : 'text');
  return bench.play([
    { send: ids.map((id) => ({ message: 'status-request', id, encoding: encoding(id) })) },
    ...ids.map((id): Step => ({ expect: { message: 'open', id, encoding: encoding(id) } })),
  ]);
}

/** Answers that fill the buffers of a connection. */
const UNREAD = 1_200;

/** We ask much and read nothing; meanwhile another connection is served. Then we read, and every answer is there. */
function readLate(bench: Bench): Promise<Finding | undefined> {
  const ids = Array.from({ length: UNREAD }, (_, index) => index + 1);
  return bench.play([
    { connection: 'late' },
    'pause',
    { send: ids.map((id) => ({ message: 'status-request', id })) },
    { connection: 'quick' },
    { send: [{ message: 'status-request', id: 7 }] },
    { expect: { message: 'open', id: 7 } },
    { connection: 'late' },
    'resume',
    ...ids.map((id): Step => ({ expect: { message: 'open', id } })),
  ]);
}

/** More than the buffers of two systems take, so that a target that does not stop reading has to hold answers itself. */
const FLOOD_OCTETS = 32 * 2 ** 20;

/** We send without end and read nothing. */
async function flood(bench: Bench): Promise<Finding | undefined> {
  const begun = await bench.play([{ connection: 'flood' }, 'pause']);
  if (begun !== undefined) return begun;
  const isHeld = await bench.sendUntilHeld({ message: 'status-request', id: 7 }, FLOOD_OCTETS);
  if (isHeld) return undefined;
  const actual = `${FLOOD_OCTETS / 2 ** 20} MiB of requests were read while no answer was taken`;
  return { kind: 'broken', expected: 'reading to stop while answers cannot be sent', actual };
}

async function floodUntilDropped(bench: Bench): Promise<Finding | undefined> {
  const finding = await flood(bench);
  return finding ?? bench.play([{ wait: { limit: 'write' } }, 'reset']);
}

/** Connections at once: few, since a target may bound them. */
const AT_ONCE = 4;

function askOnMany(bench: Bench): Promise<Finding | undefined> {
  const names = Array.from({ length: AT_ONCE }, (_, index) => `connection ${index + 1}`);
  return bench.play([
    ...names.map((connection): Step => ({ connection })),
    ...names.flatMap((connection, id): Step[] => [{ connection }, { send: [{ message: 'status-request', id }] }]),
    ...names.flatMap((connection, id): Step[] => [{ connection }, { expect: { message: 'open', id } }]),
  ]);
}

export const connections: Section = {
  number: '12',
  cases: [
    {
      id: 'CONN-PIPELINE-01',
      title: 'A hundred requests that are sent at once are answered in their order',
      requirements: ['CONN-2', 'CONN-3', 'CONN-4'],
      level: 'MUST',
      needs: ['status'],
      connections: 1,
      play: askMany,
    },
    {
      id: 'CONN-PIPELINE-02',
      title: 'A direct listener takes requests one after the other',
      requirements: ['CONN-2'],
      level: 'MUST',
      mode: 'direct',
      script: [
        { send: [{ message: 'status-request', id: 1 }] },
        { expect: { message: 'open', id: 1 } },
        { send: [{ message: 'information-request', id: 2, want: ['port'] }] },
        { expect: { message: 'information', id: 2 } },
        { send: [{ message: 'information-request', id: 3, want: ['os'] }] },
        { expect: { message: 'information', id: 3 } },
      ],
    },
    {
      id: 'CONN-PIPELINE-03',
      title: 'A direct listener takes requests before earlier ones are answered',
      requirements: ['CONN-2', 'CONN-3'],
      level: 'MUST',
      mode: 'direct',
      script: [
        {
          send: [
            { message: 'status-request', id: 1 },
            { message: 'information-request', id: 2, want: ['os'] },
            { message: 'status-request', id: 3, encoding: 'binary' },
          ],
        },
        { expect: { message: 'open', id: 1 } },
        { expect: { message: 'information', id: 2 } },
        { expect: { message: 'open', id: 3 } },
      ],
    },
    {
      id: 'CONN-ORDER-01',
      title: 'Answers of every kind come in the order of their requests',
      requirements: ['CONN-3', 'CONN-4'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'information-request', id: 1, want: ['port', 'os'] },
            { message: 'status-request', id: 2 },
            { message: 'status-request', id: 3, to: 'unserved address' },
            { message: 'information-request', id: 4, want: ['weather'] },
            { message: 'status-request', id: 5, encoding: 'binary' },
          ],
        },
        { expect: { message: 'information', id: 1 } },
        { expect: { message: 'open', id: 2 } },
        { expect: { error: 'not-served', id: 3 } },
        { expect: { error: 'bad-value', id: 4 } },
        { expect: { message: 'open', id: 5 } },
      ],
    },
    {
      id: 'CONN-SILENT-01',
      title: 'Requests that get silence hold back no answer, however many they are',
      requirements: ['CONN-5'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 1, to: 'filtered' },
            { message: 'information-request', id: 2, to: 'filtered', want: ['port'] },
            { message: 'status-request', id: 3, to: 'filtered', encoding: 'binary' },
            { message: 'status-request', id: 4 },
            { message: 'status-request', id: 5, to: 'filtered' },
            { message: 'status-request', id: 6 },
          ],
        },
        { expect: { message: 'open', id: 4 } },
        { expect: { message: 'open', id: 6 } },
      ],
    },
    {
      id: 'CONN-BETWEEN-01',
      title: 'Nothing stands between messages: an empty line there is bad-magic',
      requirements: ['CONN-6', 'ERR-1'],
      level: 'MUST',
      script: [
        {
          send: [{ message: 'status-request', id: 7 }, { text: '\\r\\n' }, { message: 'status-request', id: 8 }],
        },
        { expect: { message: 'open', id: 7 } },
        { expect: { error: 'bad-magic', id: 0, encoding: 'text' } },
      ],
    },
    {
      id: 'CONN-BETWEEN-02',
      title: 'Nothing stands between messages in binary: a zero there is bad-magic',
      requirements: ['CONN-6', 'ERR-1', 'ERR-28'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, encoding: 'binary' }, { hex: '00' }] },
        { expect: { message: 'open', id: 7 } },
        { expect: { error: 'bad-magic', id: 0, encoding: 'text' } },
      ],
    },
    {
      id: 'CONN-OPEN-01',
      title: 'An answer does not close the connection',
      requirements: ['CONN-7'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 1 }] },
        { expect: { message: 'open', id: 1 } },
        { silence: 'a while' },
        { send: [{ message: 'status-request', id: 2 }] },
        { expect: { message: 'open', id: 2 } },
      ],
    },
    {
      id: 'CONN-OPEN-02',
      title: 'Information does not close the connection',
      requirements: ['CONN-7'],
      level: 'MUST',
      script: [
        { send: [{ message: 'information-request', id: 1, want: ['port'] }] },
        { expect: { message: 'information', id: 1 } },
        { silence: 'a while' },
        { send: [{ message: 'information-request', id: 2, want: ['os'] }] },
        { expect: { message: 'information', id: 2 } },
      ],
    },
    {
      id: 'CONN-OPEN-03',
      title: 'That a subject is closed does not close the connection',
      requirements: ['CONN-7'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 1, to: 'closed' }] },
        { expect: { message: 'closed', id: 1 } },
        { silence: 'a while' },
        { send: [{ message: 'status-request', id: 2, to: 'closed' }] },
        { expect: { message: 'closed', id: 2 } },
      ],
    },
    {
      id: 'CONN-CLOSE-01',
      title: 'The answers that are due are sent before an error, and then the connection closes',
      requirements: ['CONN-8', 'ERR-33'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 1 },
            { message: 'information-request', id: 2, want: ['port'] },
            header({ more: 'hello' }),
          ],
        },
        { expect: { message: 'open', id: 1 } },
        { expect: { message: 'information', id: 2 } },
        { expect: { error: 'bad-header', id: 7 } },
        'closed',
      ],
    },
    {
      id: 'CONN-CLOSE-02',
      title: 'What arrives while the connection is closed is discarded, and destroys no answer',
      requirements: ['CONN-8', 'CONN-9'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 1 }, header({ more: 'hello' }), { repeat: 'x', times: 16_384 }] },
        { expect: { message: 'open', id: 1 } },
        { expect: { error: 'bad-header', id: 7 } },
        'closed',
      ],
    },
    {
      id: 'CONN-CLOSE-03',
      title: 'What arrives while the connection is closed behind an end is discarded, and destroys no answer',
      requirements: ['CONN-8', 'END-8'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 1 },
            { message: 'end', id: 2 },
            { repeat: 'x', times: 16_384 },
          ],
        },
        { expect: { message: 'open', id: 1 } },
        'closed',
      ],
    },
    {
      id: 'CONN-CLOSE-04',
      title: 'A connection whose peer does not end its side is closed after 2 s',
      why: 'What is sent then is answered with a reset, which some systems tell only to one who sends again.',
      requirements: ['CONN-8', 'TIME-1'],
      level: 'MUST',
      needs: ['end to end'],
      script: [{ send: [{ text: 'G' }] }, { expect: { error: 'bad-magic' } }, 'closed', ...gone],
    },
    {
      id: 'CONN-CLOSE-05',
      title: 'A peer that goes on asking is cut off after 2 s all the same',
      requirements: ['CONN-8', 'CONN-9', 'TIME-1', 'END-5'],
      level: 'MUST',
      needs: ['end to end'],
      script: [
        { send: [{ message: 'end', id: 1 }] },
        'closed',
        { wait: { limit: 'discard', times: 0.4 } },
        { send: [{ message: 'status-request', id: 2 }] },
        { wait: { limit: 'discard', times: 0.4 } },
        { send: [{ message: 'status-request', id: 3 }] },
        { wait: { limit: 'discard', times: 0.7 } },
        { send: [{ message: 'status-request', id: 4 }] },
        { wait: 'a while' },
        { send: [{ message: 'status-request', id: 5 }] },
        'reset',
      ],
    },
    {
      id: 'CONN-AFTER-01',
      title: 'What arrives after an error that closes is not answered',
      requirements: ['CONN-9'],
      level: 'MUST',
      script: [
        { send: [header({ more: 'hello' }), { message: 'status-request', id: 8 }] },
        { expect: { error: 'bad-header', id: 7 } },
        'closed',
      ],
    },
    {
      id: 'CONN-AFTER-02',
      title: 'What arrives after an error that closes is not judged: no second error is sent',
      requirements: ['CONN-9'],
      level: 'MUST',
      script: [
        { send: [{ text: 'G' }, { text: 'ET / HTTP/1.1\\r\\n\\r\\n' }, header({ more: 'hello' })] },
        { expect: { error: 'bad-magic', id: 0 } },
        'closed',
      ],
    },
    {
      id: 'CONN-HALFCLOSE-01',
      title: 'Requests before the end of our side are answered, an unfinished one is not, then the connection closes',
      requirements: ['CONN-10', 'CONN-11'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 1 },
            { message: 'status-request', id: 2, encoding: 'binary' },
            { message: 'status-request', id: 3, cut: [0, 40] },
          ],
        },
        'finish',
        { expect: { message: 'open', id: 1 } },
        { expect: { message: 'open', id: 2 } },
        'closed',
      ],
    },
    {
      id: 'CONN-HALFCLOSE-02',
      title: 'A body that is merely unfinished when our side ends is not answered',
      requirements: ['CONN-10'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 1 },
            { message: 'information-request', id: 2, want: ['port'], cut: [0, 52] },
          ],
        },
        'finish',
        { expect: { message: 'open', id: 1 } },
        'closed',
      ],
    },
    {
      id: 'CONN-HALFCLOSE-03',
      title: 'The first octets of a message are not answered when our side ends, whatever they may become',
      requirements: ['CONN-10'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 1 }, { text: 'PSAP/1' }] },
        'finish',
        { expect: { message: 'open', id: 1 } },
        'closed',
      ],
    },
    {
      id: 'CONN-HALFCLOSE-04',
      title: 'A whole request is answered when our side ends, and then the connection closes',
      requirements: ['CONN-11'],
      level: 'MUST',
      script: [
        { send: [{ message: 'information-request', id: 1, want: ['port'] }] },
        'finish',
        { expect: { message: 'information', id: 1 } },
        'closed',
      ],
    },
    {
      id: 'CONN-HALFCLOSE-05',
      title: 'A request that gets silence has no answer to wait for: the connection closes when our side ends',
      requirements: ['CONN-11'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 1 },
            { message: 'status-request', id: 2, to: 'filtered' },
          ],
        },
        'finish',
        { expect: { message: 'open', id: 1 } },
        'closed',
      ],
    },
    {
      id: 'CONN-HALFCLOSE-06',
      title: 'A fault before the end of our side is answered',
      requirements: ['CONN-12'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 1 }, { text: 'PSAP/2' }] },
        'finish',
        { expect: { message: 'open', id: 1 } },
        { expect: { error: 'bad-version', id: 0 } },
        'closed',
      ],
    },
    {
      id: 'CONN-HALFCLOSE-07',
      title: 'A fault in a header whose body has not come is answered when our side ends',
      requirements: ['CONN-12', 'ERR-18'],
      level: 'MUST',
      script: [
        { send: [header({ more: 'hello', length: 'Length: 5' })] },
        'finish',
        { expect: { error: 'bad-header', id: 7 } },
        'closed',
      ],
    },
    {
      id: 'CONN-HALFCLOSE-08',
      title: 'A fault that could not be judged yet is not answered when our side ends',
      requirements: ['CONN-10', 'ERR-18', 'ERR-21'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 1 }, header({ length: 'Length: 3' }), { text: '\\xff\\xff' }] },
        'finish',
        { expect: { message: 'open', id: 1 } },
        'closed',
      ],
    },
    {
      id: 'CONN-MANY-01',
      title: 'Several connections are served at the same time',
      requirements: ['CONN-15'],
      level: 'MUST',
      needs: ['status'],
      connections: AT_ONCE,
      play: askOnMany,
    },
    {
      id: 'CONN-SLOW-01',
      title: 'A connection in mid-message delays no other',
      requirements: ['CONN-15', 'CONN-16'],
      level: 'MUST',
      script: [
        { connection: 'slow' },
        { send: [{ message: 'status-request', id: 1, cut: [0, 60] }] },
        { connection: 'quick' },
        { send: [{ message: 'status-request', id: 2 }] },
        { expect: { message: 'open', id: 2 } },
        { connection: 'slow' },
        { send: [{ message: 'status-request', id: 1, cut: [60, 1_000] }] },
        { expect: { message: 'open', id: 1 } },
      ],
    },
    {
      id: 'CONN-SLOW-02',
      title: 'A connection on which nothing is asked delays no other',
      requirements: ['CONN-15', 'CONN-16'],
      level: 'MUST',
      script: [
        { connection: 'silent' },
        { silence: 'a while' },
        { connection: 'quick' },
        { send: [{ message: 'status-request', id: 2 }] },
        { expect: { message: 'open', id: 2 } },
        { connection: 'silent' },
        { send: [{ message: 'status-request', id: 1 }] },
        { expect: { message: 'open', id: 1 } },
      ],
    },
    {
      id: 'CONN-SLOW-03',
      title: 'A connection that waits for a filtered subject delays no other',
      requirements: ['CONN-16'],
      level: 'MUST',
      script: [
        { connection: 'waiting' },
        { send: [{ message: 'status-request', id: 1, to: 'filtered' }] },
        { connection: 'quick' },
        { send: [{ message: 'status-request', id: 2 }] },
        { expect: { message: 'open', id: 2 } },
      ],
    },
    {
      id: 'CONN-SLOW-04',
      title: 'A connection that takes its answers late delays no other, and gets every answer in order',
      requirements: ['CONN-2', 'CONN-3', 'CONN-16'],
      level: 'MUST',
      needs: ['status'],
      connections: 2,
      play: readLate,
    },
    {
      id: 'CONN-SLOW-05',
      title: 'A connection that is being closed delays no other',
      requirements: ['CONN-16'],
      level: 'MUST',
      script: [
        { connection: 'closing' },
        { send: [{ text: 'G' }] },
        { expect: { error: 'bad-magic' } },
        { connection: 'quick' },
        { send: [{ message: 'status-request', id: 2 }] },
        { expect: { message: 'open', id: 2 } },
      ],
    },
    {
      id: 'CONN-DROP-01',
      title: 'A connection that takes no answers is dropped after the write limit',
      requirements: ['CONN-17'],
      level: 'MAY',
      needs: ['status', 'write limit', 'end to end'],
      alone: true,
      connections: 1,
      play: floodUntilDropped,
    },
    {
      id: 'CONN-HELD-01',
      title: 'Nothing more is read from a connection while its answers are not taken',
      requirements: ['CONN-18'],
      level: 'SHOULD',
      needs: ['status', 'end to end'],
      alone: true,
      connections: 1,
      play: flood,
    },
    {
      id: 'CONN-PORT-01',
      title: 'A direct listener answers for its own port alone, and goes on after it was asked for another',
      requirements: ['CONN-19', 'ERR-13', 'ERR-34'],
      level: 'MUST',
      mode: 'direct',
      script: [
        {
          send: [
            { message: 'status-request', id: 1, to: 'unserved port' },
            { message: 'information-request', id: 2, to: 'unserved port', want: ['os'] },
            { message: 'status-request', id: 3 },
          ],
        },
        { expect: { error: 'not-served', id: 1 } },
        { expect: { error: 'not-served', id: 2 } },
        { expect: { message: 'open', id: 3 } },
      ],
    },
    {
      id: 'CONN-UNASKED-01',
      title: 'A direct listener says nothing before it is asked',
      requirements: ['CONN-22'],
      level: 'MUST',
      mode: 'direct',
      script: [
        { silence: 'a while' },
        { send: [{ message: 'status-request', id: 1 }] },
        { expect: { message: 'open', id: 1 } },
      ],
    },
    {
      id: 'CONN-UNASKED-02',
      title: 'A direct listener says nothing while a message is unfinished',
      requirements: ['CONN-22'],
      level: 'MUST',
      mode: 'direct',
      script: [
        { send: [{ message: 'status-request', id: 1, cut: [0, 60] }] },
        { silence: 'a while' },
        { send: [{ message: 'status-request', id: 1, cut: [60, 1_000] }] },
        { expect: { message: 'open', id: 1 } },
      ],
    },
  ],
};
