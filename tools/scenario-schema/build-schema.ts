import { z } from 'zod';
import { anyScenarioSchema } from '../../src/scenario/load-schema.ts';
import type { WrittenAs } from '../../src/source/values.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A value that a name stands for may be of any kind. */
const reference: JsonSchema = { type: 'string', pattern: '\\$\\{' };

/** These are read before values are put in. */
const withoutReferences = ['include', 'let', 'matrix'];

/** The JSON Schema of scenarios, by which editors complete and check them. */
export function buildScenarioSchema(): string {
  const generated = z.toJSONSchema(anyScenarioSchema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => writeForms(jsonSchema),
  });
  const { $schema, $defs = {}, properties = {}, ...rest } = generated;
  const schema = {
    $schema,
    title: 'A Portlab scenario',
    description: 'A world of hosts with faults, who scans it, and what must be found (spec/scenarios.md).',
    ...rest,
    properties: mapValues(properties as Record<string, JsonSchema>, (value, key) => {
      return withoutReferences.includes(key) ? value : admitReferences(value);
    }),
    not: { anyOf: [{ required: ['target', 'hosts'] }, { required: ['scan', 'scanners'] }] },
    $defs: { ...mapValues($defs as Record<string, JsonSchema>, admitInside), reference },
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

/** Writes what a value looks like instead of what reads it, and which keys a table of ports has. */
function writeForms(schema: JsonSchema): void {
  const { writtenAs, keys } = schema as WrittenAs;
  if (writtenAs !== undefined) {
    for (const key of Object.keys(schema)) if (key !== 'description') delete schema[key];
    Object.assign(schema, writtenAs);
  }
  if (keys !== undefined) {
    const value = schema.additionalProperties as JsonSchema;
    delete schema.propertyNames;
    delete schema.keys;
    schema.properties = Object.fromEntries(keys.words.map((word) => [word, value]));
    schema.patternProperties = { [keys.pattern]: value, '\\$\\{': value };
    schema.additionalProperties = false;
  }
}

/** The same schema, with `${name}` where values stand: at the value itself and inside it. */
function admitReferences(schema: JsonSchema): JsonSchema {
  const { description, ...inside } = admitInside(schema);
  const isAnyText =
    [inside.type].flat().includes('string') && inside.pattern === undefined && inside.enum === undefined;
  if (isAnyText) return schema;
  return { ...(description !== undefined && { description }), anyOf: [inside, { $ref: '#/$defs/reference' }] };
}

function admitInside(schema: JsonSchema): JsonSchema {
  const inner = { ...schema };
  for (const key of ['properties', 'patternProperties'] as const) {
    const values = schema[key] as Record<string, JsonSchema> | undefined;
    if (values !== undefined) inner[key] = mapValues(values, admitReferences);
  }
  for (const key of ['additionalProperties', 'items'] as const) {
    const value = schema[key];
    if (typeof value === 'object' && !Array.isArray(value)) inner[key] = admitReferences(value as JsonSchema);
  }
  if (schema.anyOf !== undefined) inner.anyOf = schema.anyOf.map((branch) => admitInside(branch as JsonSchema));
  return inner;
}

function mapValues<T, R>(map: Readonly<Record<string, T>>, change: (value: T, key: string) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value, key)]));
}
