import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import schema from '../../../stories/story.schema.json' with { type: 'json' }
import type { RawStory } from './raw-story.ts'
import type { Path } from './locate.ts'

/** A place where the file names something: the schema says what kind of thing is meant there. */
export interface NameUse {
  kind: NameKind
  name: string
  path: Path
}
export type NameKind = 'new-message' | 'message' | 'ticket' | 'person' | 'account' | 'speaker' | 'agent'

type SchemaVerdict = { sound: true; story: RawStory; names: NameUse[] } | { sound: false; errors: ErrorObject[] }

/** Judges a parsed file by the published schema, the same that editors use, and gathers every name in it. */
export function judgeBySchema(value: unknown): SchemaVerdict {
  const names: NameUse[] = []
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strictRequired: false })
  // Editors ignore `x-names`; here it tells what kind of thing a name must stand for.
  ajv.addKeyword({
    keyword: 'x-names',
    errors: false,
    validate(kind: NameKind, name: unknown, _schema: unknown, at?: { instancePath: string }): boolean {
      if (typeof name === 'string') names.push({ kind, name, path: pathOf(at?.instancePath ?? '') })
      return true
    },
  })
  const validate = ajv.compile<RawStory>(schema)
  return validate(value) ? { sound: true, story: value, names } : { sound: false, errors: validate.errors ?? [] }
}

/** JSON pointer → path. */
export function pathOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}
