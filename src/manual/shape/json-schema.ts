import { z } from 'zod'
import { documentSchema } from './document.ts'

/** As much of JSON schema as a manual needs. */
export interface JsonSchema {
  $ref?: string
  $defs?: Record<string, JsonSchema>
  type?: string
  description?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  propertyNames?: JsonSchema
  items?: JsonSchema
  anyOf?: JsonSchema[]
  enum?: string[]
  const?: unknown
  pattern?: string
  [more: string]: unknown
}

let made: JsonSchema | undefined

/** The schema of a manual with the canonical names of its keys. Made once, of what validates. */
export function canonicalSchema(): JsonSchema {
  made ??= z.toJSONSchema(documentSchema, { io: 'input' }) as JsonSchema
  return made
}

/** A schema without its detour. */
export function resolved(schema: JsonSchema): JsonSchema {
  return schema.$ref ? resolved({ ...canonicalSchema().$defs?.[schema.$ref.replace('#/$defs/', '')] }) : schema
}

/** The ways in which a schema may be met: itself, or its alternatives, without detours. */
export function waysOf(schema: JsonSchema): JsonSchema[] {
  const own = resolved(schema)
  return own.anyOf ? own.anyOf.flatMap(waysOf) : [own]
}
