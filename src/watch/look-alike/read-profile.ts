import { PlazaError } from '../../domain/plaza-error.ts'
import { bareHandle } from './forms.ts'
import type { Candidate, Official, Profile } from './profile.ts'
import { DOES, type Deed } from './weights.ts'

/** One account out of a line of JSON. Throws `bad-json` or `bad-profile`, which names the field. */
export function readCandidate(line: string): Candidate {
  const fields = fieldsOf(line)
  const profile = profileOf(fields)
  if (fields.does === undefined || fields.does === null) return profile
  return { ...profile, does: listOf(fields, 'does', (deed): deed is Deed => Object.hasOwn(DOES, deed)) }
}

/** One of ours: what it speaks for and its former handles may be told too. */
export function readOfficial(line: string): Official {
  const fields = fieldsOf(line)
  const speaks = textOf(fields, 'speaks')
  if (speaks !== undefined && !isSpeaks(speaks)) throw bad('speaks', `one of ${SPEAKS.join(', ')}`)
  return { ...profileOf(fields), ...(speaks && { speaks }), past: fields.past ? listOf(fields, 'past', (past): past is string => past !== '') : [] }
}

type Fields = Record<string, unknown>

const SPEAKS = ['brand', 'product', 'region', 'executive'] as const
const isSpeaks = (text: string): text is (typeof SPEAKS)[number] => (SPEAKS as readonly string[]).includes(text)

function fieldsOf(line: string): Fields {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    throw new PlazaError('invalid', 'bad-json', `This is no JSON: ${(error as Error).message}`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad('line', 'a JSON object')
  return value as Fields
}

function profileOf(fields: Fields): Profile {
  const [network, handle, name] = [textOf(fields, 'network'), textOf(fields, 'handle'), textOf(fields, 'name')]
  if (!network?.trim()) throw bad('network', 'a word')
  if (!handle || bareHandle(handle) === '') throw bad('handle', 'a word')
  const [bio, avatar, created] = [textOf(fields, 'bio'), textOf(fields, 'avatar'), dayOf(textOf(fields, 'created'))]
  return { network: network.trim().toLowerCase(), handle, name: name ?? '', ...(bio && { bio }), ...(avatar && { avatar }), ...(created && { created }) }
}

/** The day of a date or moment; a month or year alone stands for its first. */
function dayOf(created: string | undefined): string | undefined {
  if (!created) return undefined
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?$/.exec(created) ?? []
  const [date, moment] = [`${year}-${month}-${day}`, Date.parse(`${year}-${month}-${day}`)]
  // A day that its month doesn't have would move into the next.
  if (Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 10) !== date) throw bad('created', 'a date as ISO 8601 writes it')
  return date
}

/** More than any network allows is somebody's trick, and comparing costs more than reading. */
const MOST = 10_000

function textOf(fields: Fields, field: string): string | undefined {
  const value = fields[field]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw bad(field, 'a text')
  if (value.length > (field === 'handle' || field === 'name' ? 300 : MOST)) throw bad(field, 'shorter')
  return value
}

function listOf<T extends string>(fields: Fields, field: string, isOne: (text: string) => text is T): T[] {
  const value = fields[field]
  if (!Array.isArray(value)) throw bad(field, 'a list')
  return value.map((one) => {
    if (typeof one !== 'string' || !isOne(one)) throw bad(field, 'a list of known words')
    return one
  })
}

function bad(field: string, shape: string): PlazaError {
  return new PlazaError('invalid', 'bad-profile', `“${field}” should be ${shape}.`)
}
