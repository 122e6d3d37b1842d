import pino, { type Logger } from 'pino'

export type Log = Logger

/** The one logger. No message text, name, handle or address is ever logged: ids only. */
export function openLog(level: string): Log {
  return pino({
    level,
    base: null,
    redact: {
      paths: ['credentials', '*.credentials', 'password', '*.password', 'token', '*.token', 'req.headers.authorization', 'req.headers.cookie'],
      censor: '[kept]',
    },
  })
}
