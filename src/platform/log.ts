import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino'

export type Log = Logger

/** The one logger. No message text, name, handle or address is ever logged: ids only. `to` is where lines go; standard output otherwise. */
export function openLog(level: string, to?: DestinationStream): Log {
  const options: LoggerOptions = {
    level,
    base: null,
    serializers: { err: tellError },
    redact: {
      paths: ['credentials', '*.credentials', 'password', '*.password', 'token', '*.token', 'req.headers.authorization', 'req.headers.cookie'],
      censor: '[kept]',
    },
  }
  return to ? pino(options, to) : pino(options)
}

/** What errors may tell of themselves beside their words: where and by which rule, never of whom. */
const TOLD = ['code', 'status', 'errno', 'syscall', 'severity', 'schema', 'table', 'column', 'constraint', 'routine'] as const

/**
 * PostgreSQL hangs the refused row on its errors, mail libraries the address, HTTP clients the whole request with its token: so only
 * what is named above is kept, with the frames of the stack and the words without quotes and addresses. The same for causes.
 */
function tellError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error
  const { name, message, stack, cause } = error
  return {
    type: error.constructor.name || name,
    message: withoutPeople(message),
    ...Object.fromEntries(TOLD.flatMap((field) => (isShort(field in error && error[field as never]) ? [[field, error[field as never]]] : []))),
    stack: (stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
    ...(cause !== undefined && depth < 3 ? { cause: tellError(cause, depth + 1) } : {}),
  }
}

function isShort(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value.length <= 100)
}

const MOST_WORDS = 500

function withoutPeople(words: string): string {
  return words
    .slice(0, MOST_WORDS)
    .replace(/"[^"]*"?/g, '"…"')
    .replace(/[^\s<>"'()[\],;]*@[^\s<>"'()[\],;]+/g, '…@…')
}
