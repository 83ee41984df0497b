import { badRequestBody, invalidStream, invalidToxicType, toxicAlreadyExists } from './api-error.ts';
import { RequestObject } from './request-body.ts';
import { type Direction, directions, type Toxic, type ToxicType } from './toxic.ts';
import { toxicTypes } from './toxics/index.ts';

/**
 * Reads the toxic that a client wants to create. Throws an ApiError, checking in the real server's order.
 *
 * @param isTaken whether the proxy has a toxic of that name
 */
export function readToxic(value: unknown, isTaken: (name: string) => boolean): Toxic {
  const body = new RequestObject(value);
  const typeName = body.get('type', 'string') ?? '';
  const stream = body.get('stream', 'string') ?? 'downstream';
  const name = body.get('name', 'string') || `${typeName}_${stream}`;
  const toxicity = body.get('toxicity', 'number') ?? 1;
  const attributes = body.get('attributes', 'object');
  const direction = stream.toLowerCase() as Direction;
  if (!directions.includes(direction)) throw invalidStream();
  const type = toxicTypes.get(typeName);
  if (type === undefined) throw invalidToxicType();
  if (isTaken(name)) throw toxicAlreadyExists();
  return {
    name,
    typeName,
    type,
    stream,
    direction,
    toxicity,
    attributes: readAttributes(type, attributes, type.defaults),
  };
}

/** Sets what a client wants to change of a toxic: attributes and toxicity, nothing else. Throws an ApiError. */
export function changeToxic(toxic: Toxic, value: unknown): void {
  const body = new RequestObject(value);
  const toxicity = body.get('toxicity', 'number') ?? toxic.toxicity;
  toxic.attributes = readAttributes(toxic.type, body.get('attributes', 'object'), toxic.attributes);
  toxic.toxicity = toxicity;
}

function readAttributes(type: ToxicType, given: RequestObject | undefined, current: Toxic['attributes']) {
  const attributes = Object.fromEntries(
    Object.entries(current).map(([key, value]) => [key, given?.get(key, 'integer') ?? value]),
  );
  const complaint = type.reject?.(attributes);
  if (complaint !== undefined) throw badRequestBody(complaint);
  return attributes;
}

/** A toxic as the API shows it. */
export function showToxic({ attributes, name, typeName, stream, toxicity }: Toxic) {
  return { attributes, name, type: typeName, stream, toxicity };
}
