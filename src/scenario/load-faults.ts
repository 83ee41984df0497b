import type { YamlSource } from '../source/yaml-source.ts';
import type { Path } from '../source/yaml-tree.ts';
import type { PortYaml } from './load-schema.ts';
import type { Fault } from './model.ts';

type FaultsYaml = Omit<Exclude<PortYaml, string>, 'state'>;

/** Reads the faults of the port at `path`, and reports those that cannot be together. */
export function readFaults(source: YamlSource, path: Path, port: FaultsYaml): readonly Fault[] {
  const { slow, jitter, bandwidth, sliced, reset } = port;
  const placeOf = (key: string) => source.at([...path, key], 'key');
  reportJitter(source, path, port);

  const faults: Fault[] = [];
  if (slow !== undefined) faults.push({ kind: 'slow', delayMs: slow, jitterMs: jitter ?? 0, place: placeOf('slow') });
  if (bandwidth !== undefined) {
    faults.push({ kind: 'bandwidth', bytesPerSecond: bandwidth, place: placeOf('bandwidth') });
  }
  if (sliced !== undefined) {
    faults.push({ kind: 'sliced', sizeOctets: sliced.size, delayMs: sliced.delay ?? 0, place: placeOf('sliced') });
  }
  if (reset === true) {
    for (const { kind, place } of faults) {
      source.report(place, `\`${kind}\` has nothing to act on where the connection is reset`, {
        help: `remove it, or remove \`reset\``,
        related: { message: 'reset here', place: placeOf('reset') },
      });
    }
    faults.push({ kind: 'reset', place: placeOf('reset') });
  }
  return faults;
}

function reportJitter(source: YamlSource, path: Path, { slow, jitter }: FaultsYaml): void {
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
