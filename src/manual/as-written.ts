import type { Path } from './manual.ts'
import { canonicalSchema, waysOf, type JsonSchema } from './shape/json-schema.ts'
import { keyIn, valueIn, yesNoIn, type Tongue } from './tongue/tongue.ts'

/** A way into a part of a manual, and what stands there, as somebody who writes in that language would have written them. */
export interface Written {
  path: Path
  parts: unknown[]
}

/**
 * Puts keys and fixed values into the words of a language. The schema says where words of the manual's own stand, which are left alone: a
 * department may be called as a fixed value is. `from` leads to where `path` begins.
 */
export function asWritten(tongue: Tongue, from: Path, path: Path, parts: readonly unknown[]): Written {
  const steps: (string | number)[] = []
  let schema = from.reduce((at, step) => inside(at, step), canonicalSchema())
  for (const step of path) {
    steps.push(typeof step === 'string' ? keyWritten(tongue, step, schema) : step)
    schema = inside(schema, step)
  }
  return { path: steps, parts: parts.map((part) => written(tongue, part, schema)) }
}

function written(tongue: Tongue, part: unknown, schema: JsonSchema): unknown {
  if (typeof part === 'boolean') return yesNoIn(tongue)[part ? 0 : 1]
  if (typeof part === 'string') return waysOf(schema).some((way) => way.enum?.includes(part)) ? valueIn(tongue, part) : part
  if (Array.isArray(part)) return part.map((one, i) => written(tongue, one, inside(schema, i)))
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [keyWritten(tongue, key, schema), written(tongue, value, inside(schema, key))]))
}

function keyWritten(tongue: Tongue, key: string, schema: JsonSchema): string {
  const { properties, propertyNames } = mapOf(schema)
  if (properties && Object.hasOwn(properties, key)) return keyIn(tongue, key)
  return propertyNames?.enum?.includes(key) ? valueIn(tongue, key) : key
}

function inside(schema: JsonSchema, step: string | number): JsonSchema {
  if (typeof step === 'number') return waysOf(schema).find((way) => way.type === 'array')?.items ?? {}
  const { properties, additionalProperties } = mapOf(schema)
  if (properties && Object.hasOwn(properties, step)) return properties[step]!
  return typeof additionalProperties === 'object' ? additionalProperties : {}
}

function mapOf(schema: JsonSchema): JsonSchema {
  return waysOf(schema).find((way) => way.type === 'object') ?? {}
}
