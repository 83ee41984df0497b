import type { ValueSource } from '../source/value-source.ts';
import type { Fault } from './model.ts';

/** Which faults of one port cannot be together. `first` goes with all of them. */

type Kind = Fault['kind'];

/** A request has one fate, and an answer is cut to pieces in one way. */
const oneOf: readonly { readonly kinds: readonly Kind[]; readonly because: string }[] = [
  { kinds: ['reset', 'hangup', 'garbage', 'speaks', 'busy', 'denied'], because: 'a request has one fate' },
  { kinds: ['slow', 'late'], because: 'both say how late answers come' },
  { kinds: ['sliced', 'tarpit'], because: 'both cut answers to pieces' },
];

/** What leaves nothing to act on for others. */
const nothingLeft: Partial<Record<Kind, { readonly kinds: readonly Kind[]; readonly where: string }>> = {
  reset: {
    kinds: ['slow', 'late', 'bandwidth', 'sliced', 'tarpit', 'cut', 'slow-close'],
    where: 'the connection is reset',
  },
  hangup: {
    kinds: ['slow', 'late', 'bandwidth', 'sliced', 'tarpit', 'cut'],
    where: 'the connection ends without an octet',
  },
  garbage: { kinds: ['cut', 'slow-close'], where: 'garbage comes, and no end' },
  speaks: { kinds: ['cut', 'slow-close'], where: 'another service speaks, and never ends' },
};

/** Reports what cannot be together, each at its own place. */
export function reportClashes(source: ValueSource, faults: readonly Fault[]): void {
  for (const { kinds, because } of oneOf) {
    const [first, ...others] = faults.filter(({ kind }) => kinds.includes(kind));
    for (const other of others) {
      source.report(other.place, `\`${keyOf(other)}\` excludes \`${keyOf(first!)}\`: ${because}`, {
        help: 'remove one of them',
        related: { message: `${keyOf(first!)} here`, place: first!.place },
      });
    }
  }
  for (const fault of faults) {
    const { kinds = [], where } = nothingLeft[fault.kind] ?? {};
    for (const idle of faults.filter(({ kind }) => kinds.includes(kind))) {
      source.report(idle.place, `\`${keyOf(idle)}\` has nothing to act on where ${where}`, {
        help: `remove it, or remove \`${keyOf(fault)}\``,
        related: { message: `${keyOf(fault)} here`, place: fault.place },
      });
    }
  }
}

/** What a fault is called in YAML. */
function keyOf({ kind }: Fault): string {
  return kind.replace('-', '_');
}
