import { encodeUtf8 } from '../protocol/utf8.ts';
import type { ValueSource } from '../source/value-source.ts';
import type { Path } from '../source/yaml-tree.ts';
import { reportClashes } from './fault-clashes.ts';
import { tellsForeign } from './foreign-octets.ts';
import type { PortYaml } from './load-port-schema.ts';
import { type Fault, faultOf, firstFates } from './model.ts';

type FaultsYaml = Omit<Exclude<PortYaml, string>, 'state'>;

/** Reads the faults of the port at `path`, and reports those that cannot be together. */
export function readFaults(source: ValueSource, path: Path, port: FaultsYaml): readonly Fault[] {
  const { slow, jitter, late, bandwidth, sliced, tarpit, cut, slow_close: slowClose, garbage, speaks } = port;
  const placeOf = (key: keyof FaultsYaml) => source.at([...path, key], 'key');
  reportJitter(source, path, port);

  const faults: Fault[] = [];
  if (slow !== undefined) faults.push({ kind: 'slow', delayMs: slow, jitterMs: jitter ?? 0, place: placeOf('slow') });
  if (late !== undefined) faults.push({ kind: 'late', share: late.share, delayMs: late.by, place: placeOf('late') });
  if (bandwidth !== undefined) {
    faults.push({ kind: 'bandwidth', bytesPerSecond: bandwidth, place: placeOf('bandwidth') });
  }
  if (sliced !== undefined) {
    faults.push({ kind: 'sliced', sizeOctets: sliced.size, delayMs: sliced.delay ?? 0, place: placeOf('sliced') });
  }
  if (tarpit !== undefined) faults.push({ kind: 'tarpit', delayMs: tarpit, place: placeOf('tarpit') });
  if (cut !== undefined) faults.push({ kind: 'cut', afterOctets: cut, place: placeOf('cut') });
  if (slowClose !== undefined) faults.push({ kind: 'slow-close', delayMs: slowClose, place: placeOf('slow_close') });
  if (port.reset === true) faults.push({ kind: 'reset', place: placeOf('reset') });
  if (port.hangup === true) faults.push({ kind: 'hangup', place: placeOf('hangup') });
  if (garbage !== undefined) faults.push({ kind: 'garbage', octets: garbage, place: placeOf('garbage') });
  if (speaks !== undefined) {
    const { banner, after = 0 } = typeof speaks === 'string' ? { banner: speaks } : speaks;
    faults.push({ kind: 'speaks', banner, afterMs: after, place: placeOf('speaks') });
  }
  if (port.busy === true) faults.push({ kind: 'busy', place: placeOf('busy') });
  if (port.denied === true) faults.push({ kind: 'denied', place: placeOf('denied') });
  if (port.lossy !== undefined) faults.push({ kind: 'lossy', share: port.lossy, place: placeOf('lossy') });
  reportClashes(source, faults);
  reportHalfBanner(source, faults);

  const first = readFirst(source, path, port);
  reportTwoFates(source, faults, first);
  return [...faults, ...first];
}

function reportJitter(source: ValueSource, path: Path, { slow, jitter }: FaultsYaml): void {
  if (jitter === undefined) return;
  if (slow === undefined) {
    source.report(source.at([...path, 'jitter'], 'key'), '`jitter` needs `slow`, the delay that it varies', {
      help: `add \`slow: ${jitter}ms\`, or more`,
    });
  } else if (jitter > slow) {
    source.report(
      source.at([...path, 'jitter']),
      `the jitter is more than the delay, so that answers would come early`,
      {
        help: `write at most \`${slow}ms\`, or raise \`slow\``,
        related: { message: 'the delay is here', place: source.at([...path, 'slow']) },
      },
    );
  }
}

/** In pieces, a banner that begins as PSAP does could be taken for an answer that has begun. */
function reportHalfBanner(source: ValueSource, faults: readonly Fault[]): void {
  const speaks = faultOf(faults, 'speaks');
  if (speaks === undefined || tellsForeign(encodeUtf8(speaks.banner).subarray(0, 1))) return;
  for (const kind of ['sliced', 'tarpit'] as const) {
    const pieces = faultOf(faults, kind);
    if (pieces === undefined) continue;
    source.report(pieces.place, 'the first piece of this banner could be the beginning of a PSAP message', {
      help: `remove \`${kind}\`, or let the banner begin with another letter`,
      related: { message: 'the banner is here', place: speaks.place },
    });
  }
}

function reportTwoFates(source: ValueSource, faults: readonly Fault[], [first]: readonly Fault[]): void {
  if (first === undefined) return;
  for (const { kind, place } of faults.filter(({ kind }) => kind === 'lossy' || kind === 'late')) {
    source.report(first.place, `\`first\` excludes \`${kind}\`: a connection has one fate`, {
      help: 'remove one of them',
      related: { message: `${kind} here`, place },
    });
  }
}

function readFirst(source: ValueSource, path: Path, { first }: FaultsYaml): readonly Fault[] {
  if (first === undefined) return [];
  const place = source.at([...path, 'first'], 'key');
  const said = firstFates.filter((fate) => first[fate] !== undefined);
  if (said.length !== 1) {
    const message = said.length === 0 ? 'nothing is said of the first connections' : 'they have one fate, not two';
    source.report(source.at([...path, 'first']), message, { help: 'write `{ refused: 1 }` or `{ dropped: 1 }`' });
  }
  return said.map((fate) => ({ kind: 'first', count: first[fate]!, fate, place }));
}
