import { canonicalSchema, type JsonSchema } from './shape/json-schema.ts'
import { keyIn, waysToWrite, yesNoIn, type Tongue } from './tongue/tongue.ts'

/**
 * The JSON schema of a manual whose keys and fixed values are written in one language, for editors: the same that validates, in other words.
 * It knows one spelling of each key; `parseManual` understands more.
 */
export function schemaIn(tongue: Tongue): JsonSchema {
  return { ...worded(canonicalSchema(), tongue), title: 'A manual for Plaza' }
}

function worded(schema: JsonSchema, tongue: Tongue): JsonSchema {
  const { properties, required, enum: values, ...rest } = schema
  const inside = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, wordedPart(key, value, tongue)]))
  return {
    ...inside,
    ...(properties ? { properties: renamed(properties, tongue) } : {}),
    ...(required ? { required: required.map((key) => keyIn(tongue, key)) } : {}),
    ...(values ? { enum: values.flatMap((value) => waysToWrite(tongue, value)) } : {}),
    ...yesOrNo(schema, tongue),
  }
}

function wordedPart(key: string, value: unknown, tongue: Tongue): unknown {
  if (key === '$defs') return Object.fromEntries(Object.entries(value as Record<string, JsonSchema>).map(([name, schema]) => [name, worded(schema, tongue)]))
  if (key === 'anyOf') return (value as JsonSchema[]).map((schema) => worded(schema, tongue))
  const isSchema = ['items', 'additionalProperties', 'propertyNames'].includes(key) && typeof value === 'object'
  return isSchema ? worded(value as JsonSchema, tongue) : value
}

function renamed(properties: Record<string, JsonSchema>, tongue: Tongue): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(properties).map(([key, schema]) => [keyIn(tongue, key), worded(schema, tongue)]))
}

/** YAML's own true and false, and the language's words for them. */
function yesOrNo({ type, const: fixed }: JsonSchema, tongue: Tongue): JsonSchema {
  const [yes, no] = yesNoIn(tongue)
  if (fixed === true) return { const: undefined, type: undefined, enum: [true, yes] as unknown as string[] }
  return type === 'boolean' ? { type: undefined, enum: [true, false, yes, no] as unknown as string[] } : {}
}
