import type { ErrorObject } from 'ajv'
import type { Locate, Path } from './locate.ts'
import { nearest } from '../../domain/nearest.ts'
import { pathOf } from './story-schema.ts'
import type { StoryProblem } from './story-problem.ts'

interface Explained {
  path: Path
  /** The problem is the name of the last part, not its value. */
  key?: boolean
  what: string
  instead: string
}

/** A schema error in words that a writer can act on; null for an echo of another error. */
export function explainSchemaError(error: ErrorObject, locate: Locate, file: string): StoryProblem | null {
  const explained = (explainers[error.keyword] ?? otherwise)(error)
  return explained && { file, ...locate(explained.path, explained.key), what: explained.what, instead: explained.instead }
}

const explainers: Record<string, (error: ErrorObject) => Explained | null> = {
  // These only repeat what an error inside them says already.
  if: () => null,
  allOf: () => null,
  oneOf: () => null,
  propertyNames: () => null,

  required: (error) => (insideAnyOf(error) ? null : at(error, `${name(error)} has no «${error.params['missingProperty']}»`, `write ${known(error)}`)),

  anyOf: (error) => at(error, `${name(error)} says no amount`, 'give count, atLeast or atMost'),

  additionalProperties: (error) => {
    const written = String(error.params['additionalProperty'])
    const names = propertiesOf(error)
    const meant = nearest(written, names)
    return {
      path: [...pathOf(error.instancePath), written],
      key: true,
      what: `«${written}» is not known in ${name(error)}`,
      instead: meant ? `did you mean «${meant}»?` : `known are ${names.join(', ')}`,
    }
  },

  maxProperties: (error) => at(error, `${name(error)} holds too much`, howMany(error)),
  minProperties: (error) => at(error, `${name(error)} holds too little`, howMany(error)),

  enum: (error) => {
    const allowed: string[] = error.params['allowedValues']
    const meant = nearest(String(error.data), allowed)
    return at(error, `${shown(error.data)} is no ${name(error)}`, meant ? `did you mean «${meant}»?` : `it is one of ${allowed.join(', ')}`)
  },

  type: (error) => at(error, `${shown(error.data)} is no ${error.params['type']}`, described(error) ?? `${name(error)} takes one ${error.params['type']}`),
  pattern: (error) => at(error, `${shown(error.data)} does not fit ${name(error)}`, `write ${described(error) ?? error.params['pattern']}`),
}

function otherwise(error: ErrorObject): Explained {
  return at(error, `${name(error)} ${error.message ?? 'is wrong'}`, `see «${name(error)}» in stories/README.md`)
}

function at(error: ErrorObject, what: string, instead: string): Explained {
  // A bad name of a property is an error about the key, and says so by `propertyName`.
  const key = error.propertyName
  return key === undefined ? { path: pathOf(error.instancePath), what, instead } : { path: [...pathOf(error.instancePath), key], key: true, what, instead }
}

/** `anyOf` tells the same better: a list of amounts, one of which is needed. */
function insideAnyOf(error: ErrorObject): boolean {
  return /\/anyOf\/\d+\/required$/.test(error.schemaPath)
}

function howMany(error: ErrorObject): string {
  const path = pathOf(error.instancePath)
  if (path.length === 2 && path[0] === 'timeline')
    return `a step has «at» and exactly one of ${propertiesOf(error)
      .filter((name) => name !== 'at')
      .join(', ')}`
  if (path.length === 2 && path[0] === 'expect') return 'an expectation has id, says, at and exactly one of check, later'
  return `known are ${propertiesOf(error).join(', ')}`
}

function propertiesOf(error: ErrorObject): string[] {
  return Object.keys(error.parentSchema?.['properties'] ?? {})
}

function known(error: ErrorObject): string {
  const property: { description?: string; enum?: string[] } | undefined = error.parentSchema?.['properties']?.[error.params['missingProperty']]
  return property?.description ?? `«${error.params['missingProperty']}: …»`
}

function described(error: ErrorObject): string | null {
  const description: unknown = error.parentSchema?.['description']
  return typeof description === 'string' ? description : null
}

/** What the writer would call the place: the last name on the way, «the story» at the top. */
function name(error: ErrorObject): string {
  const named = pathOf(error.instancePath).findLast((part) => !/^\d+$/.test(String(part)))
  return named === undefined ? 'the story' : `«${named}»`
}

function shown(value: unknown): string {
  return value === null ? 'nothing' : typeof value === 'object' ? (Array.isArray(value) ? 'a list' : 'a block') : `«${String(value)}»`
}
