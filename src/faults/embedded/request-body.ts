import { badRequestBody } from './api-error.ts';

/** The types that a field of a request can have, by their name in errors. */
interface FieldTypes {
  readonly string: string;
  readonly number: number;
  readonly boolean: boolean;
  /** A whole number. */
  readonly integer: number;
  readonly object: RequestObject;
}

/**
 * A JSON object of a request, read as the real server reads it: unknown keys are ignored, keys match whatever their
 * case, and null is as good as absent.
 */
export class RequestObject {
  readonly #value: object;
  readonly #path: string;

  /** @param path where the object is in the body, for errors; empty for the body itself */
  constructor(value: unknown, path = '') {
    if (value !== null && (typeof value !== 'object' || Array.isArray(value))) {
      throw badRequestBody(`${path === '' ? 'the body' : path} must be an object, got ${kindOf(value)}`);
    }
    this.#value = value ?? {};
    this.#path = path;
  }

  /** The value of a field, or undefined where it is absent; throws an ApiError where its type is another. */
  get<Type extends keyof FieldTypes>(key: string, type: Type): FieldTypes[Type] | undefined {
    const lowerKey = key.toLowerCase();
    const value = Object.entries(this.#value).findLast(([name]) => name.toLowerCase() === lowerKey)?.[1];
    if (value === undefined || value === null) return undefined;
    const path = this.#path === '' ? key : `${this.#path}.${key}`;
    if (type === 'object') return new RequestObject(value, path) as FieldTypes[Type];
    const matches = type === 'integer' ? Number.isSafeInteger(value) : typeof value === type;
    if (!matches) throw badRequestBody(`${path} must be of type ${type}, got ${kindOf(value)}`);
    return value;
  }
}

/** Parses a body. Throws an ApiError where it is no JSON. */
export function parseBody(text: string): unknown {
  if (text.trim() === '') throw badRequestBody('EOF');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRequestBody((error as SyntaxError).message);
  }
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' ? `number ${value}` : typeof value;
}
