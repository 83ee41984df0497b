import { type Diagnostic, SourceError } from '../source/diagnostic.ts';
import type { World } from './backend.ts';
import type { Fault } from './model.ts';

/**
 * Throws a SourceError where what a world does depends on who dials: a port lets down the first connections of a scanner,
 * or some of them, at first or from a change on, and whoever dials a world that is held is not known as a scanner.
 */
export function requireHoldable({ hosts, timeline }: World): void {
  const behaviours = [
    ...hosts.flatMap(({ ports }) => [ports.default, ...Array.from(ports, ({ value }) => value)]),
    ...timeline,
  ].map(({ behaviour }) => behaviour);
  // Ports that share an entry share their faults.
  const faults = new Set(behaviours.flatMap((behaviour) => behaviour.faults));
  const diagnostics = [...faults].filter(({ kind }) => kind === 'first' || kind === 'lossy').map(explainDials);
  if (diagnostics.length > 0) throw new SourceError(diagnostics);
}

function explainDials({ kind, place }: Fault): Diagnostic {
  return {
    ...place,
    message: `\`${kind}\` counts the connections of each scan, and who will connect to a held world is not known`,
    help: 'remove it, or run the scenario with `portlab run`',
  };
}
