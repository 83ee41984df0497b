import { z } from 'zod';
import type { ValueSource } from '../source/value-source.ts';
import type { Path } from '../source/yaml-tree.ts';
import { attributeText } from './host-schema.ts';
import type { PortDescription } from './profile.ts';

/** What YAML says of the service on a port, beside other keys of the port. */

/** The keys, for the schema of a port. */
export const descriptionShape = {
  service: attributeText.exactOptional(),
  transport: z.enum(['tcp']).exactOptional(),
  product: attributeText.exactOptional(),
  version: attributeText.exactOptional(),
  banner: attributeText.exactOptional(),
  description: attributeText.exactOptional(),
};

const descriptionKeys = Object.keys(descriptionShape) as (keyof PortDescription)[];

/** The description among the keys of a port, or undefined where it says nothing. */
export function pickDescription(port: PortDescription): PortDescription | undefined {
  const said = descriptionKeys.filter((key) => port[key] !== undefined);
  return said.length === 0 ? undefined : Object.fromEntries(said.map((key) => [key, port[key]]));
}

/** Reports each of `keys` that the port at `path` has although it is not open. */
export function requireOpen(source: ValueSource, path: Path, state: string, keys: Iterable<string>): void {
  if (state === 'open') return;
  for (const key of keys) {
    const message = `\`${key}\` is for open ports, and this one is ${state}`;
    source.report(source.at([...path, key], 'key'), message, { help: 'remove it, or open the port' });
  }
}
