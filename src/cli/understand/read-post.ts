import { z } from 'zod'
import { PlazaError } from '../../domain/plaza-error.ts'

const post = z.object({ text: z.string(), lang: z.string().max(35).nullish(), country: z.string().max(2).nullish() })

export interface Post {
  text: string
  language: string | null
  country: string | null
}

/** A line is a post in JSON when it begins like one, else a text. Throws `empty-line`, `bad-json`, `bad-post`. */
export function readPost(line: string): Post {
  const trimmed = line.trim()
  if (trimmed === '') throw new PlazaError('invalid', 'empty-line', 'The line is empty.')
  if (!trimmed.startsWith('{')) return { text: line.replace(/\r$/, ''), language: null, country: null }
  const read = post.safeParse(parse(trimmed))
  if (!read.success) throw new PlazaError('invalid', 'bad-post', `The line is no post: ${z.prettifyError(read.error).replace(/\s+/g, ' ')}`)
  const { text, lang, country } = read.data
  if (text.trim() === '') throw new PlazaError('invalid', 'empty-line', 'The text is empty.')
  return { text, language: lang?.slice(0, 2).toLowerCase() ?? null, country: country?.toUpperCase() ?? null }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new PlazaError('invalid', 'bad-json', `The line begins like JSON and is none: ${error instanceof Error ? error.message : String(error)}`)
  }
}
