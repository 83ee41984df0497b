import { parseEndpoint } from '../../protocol/address.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import { MAGIC_BINARY } from '../../protocol/message.ts';
import { toText } from './wire.ts';

/** Everything that is wrong with the header of a whole message, as well as a mutant has to know: the decoder names the first. */
export function faultsIn(frame: Uint8Array): ReadonlySet<ErrorCode> {
  return frame[0] === MAGIC_BINARY ? binaryFaults(frame) : textFaults(toText(frame));
}

const LEGAL_FLAGS = [0x05, 0x06, 0x11];
const known = ['id', 'source', 'destination', 'encoding', 'length'] as const;

function binaryFaults(frame: Uint8Array): Set<ErrorCode> {
  const faults = new Set<ErrorCode>();
  if (frame[3]! > 1) faults.add('bad-type');
  if (frame[3] === 1 || !LEGAL_FLAGS.includes(frame[4]!)) faults.add('bad-flags');
  if (frame[5] !== 1) faults.add('bad-encoding');
  if ((frame[28]! | frame[29]!) === 0 || (frame[46]! | frame[47]!) === 0) faults.add('bad-address');
  if (frame[4] === 0x11 && frame.length > 48) faults.add('bad-body');
  return faults;
}

function textFaults(text: string): Set<ErrorCode> {
  const faults = new Set<ErrorCode>();
  const [start = '', ...lines] = text.slice(0, text.indexOf('\r\n\r\n')).split('\r\n');
  const [, type, kind, ...signals] = start.split(' ');
  const said = `${kind} ${signals.join(' ')}`;
  if (type !== 'COMMAND' && type !== 'DATA') faults.add('bad-type');
  if (type === 'DATA' || !['CONNECTION SYN', 'CONNECTION RST', 'GET SYN'].includes(said)) faults.add('bad-flags');
  const values = new Map<string, string[]>(known.map((name) => [name, []]));
  for (const line of lines) {
    const [, name, value] = /^([\x21-\x39\x3b-\x7e]+): *([\x20-\x7e]*?) *$/.exec(line) ?? [];
    if (name === undefined) faults.add('bad-header');
    else values.get(name.toLowerCase())?.push(value!);
  }
  if ([...values.values()].some((each) => each.length !== 1)) faults.add('bad-header');
  const every = (name: (typeof known)[number], isGood: (value: string) => boolean) => values.get(name)!.every(isGood);
  const isNumber = (value: string, most: number) => /^(?:0|[1-9]\d*)$/.test(value) && Number(value) <= most;
  if (said === 'GET SYN' || !every('encoding', (value) => value === 'text')) faults.add('bad-encoding');
  if (!every('id', (value) => isNumber(value, 0xffff_ffff))) faults.add('bad-header');
  if (!every('length', (value) => isNumber(value, 65_535))) faults.add('bad-length');
  if (![...values.get('source')!, ...values.get('destination')!].every((value) => parseEndpoint(value) !== undefined)) {
    faults.add('bad-address');
  }
  if (said === 'CONNECTION RST' && !every('length', (value) => value === '0')) faults.add('bad-body');
  return faults;
}
