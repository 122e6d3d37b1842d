import { z } from 'zod'
import { ROLES } from '../../domain/permission.ts'
import type { Amount } from '../../domain/allowance.ts'

/** One, or a list of them: `topic: delay` says the same as `topic: [delay]`. */
export function oneOrMore<T extends z.ZodType>(part: T) {
  return z.union([part, z.array(part).min(1)]).transform((value): z.output<T>[] => (Array.isArray(value) ? value : [value]) as z.output<T>[])
}

/** Names may be written in any language. */
export const nameSchema = z
  .string()
  .regex(/^[\p{L}\p{N}]+([ ._'’-][\p{L}\p{N}]+)*$/u)
  .meta({ description: 'a name of letters and digits, with spaces or hyphens between words' })

export const wordsSchema = z.string().regex(/\S/).meta({ description: 'some words' })

export const languageSchema = z
  .string()
  .regex(/^[a-z]{2,3}$/)
  .meta({ description: 'a language by its two letters, e.g. es' })

/** A department, a person of the manual, or whoever has the role. */
export const calleeSchema = z.union([z.enum(ROLES), nameSchema]).meta({ description: 'a department, a person, or a role' })

const SPAN = /^(?=\d)(?:(\d+)d)?\s*(?:(\d+)h)?\s*(?:(\d+)m)?$/

/** Minutes. */
export const spanSchema = z
  .string()
  .regex(SPAN)
  .meta({ description: 'a span of time, e.g. 40m, 2h30m, 3d' })
  .transform((text) => {
    const [, days = 0, hours = 0, minutes = 0] = SPAN.exec(text) ?? []
    return Number(days) * 1440 + Number(hours) * 60 + Number(minutes)
  })

/** Both ends included; `to` is Infinity where it is open. */
export interface Range {
  from: number
  to: number
}

const RANGE = /^(\d+)(?:(\+)|\s*-\s*(\d+))?$/

export const rangeSchema = z
  .union([z.int().min(0), z.string().regex(RANGE)])
  .meta({ description: 'a number, or 2+ for two and more, or 0-1' })
  .transform((value): Range => {
    const [, from = '0', open, to = from] = RANGE.exec(String(value)) ?? []
    return { from: Number(from), to: open ? Infinity : Number(to) }
  })

const AMOUNT = /^(\d+(?:\.\d{1,2})?) ([A-Z]{3})$/

export const amountSchema = z
  .string()
  .regex(AMOUNT)
  .meta({ description: 'an amount and its currency, e.g. 50 EUR' })
  .transform((text): Amount => {
    const [, amount = '0', currency = ''] = AMOUNT.exec(text) ?? []
    return { amount: Number(amount), currency }
  })
