import { eachMatch, type Finder } from './finder.ts'

const WRITTEN = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,5}\p{L}{2,24}(?![\p{L}\p{N}])/gu

export const findEmails: Finder = (text) =>
  text.includes('@')
    ? eachMatch(text, WRITTEN, ({ 0: value, index }) => ({ kind: 'email', value: value.toLowerCase(), start: index, end: index + value.length }))
    : []
