import type { Words } from './key-words.ts'

/** What scripts may leave open, in braces: `{name}`, `{nombre}`, `{nome}`. */
export const VARIABLE_WORDS = {
  name: ['nombre', 'nome', 'nome'],
  handle: ['usuario', 'utente', 'usuário | utilizador'],
  number: ['número', 'numero', 'número'],
  agent: ['agente', 'agente', 'agente'],
  brand: ['marca', 'marca', 'marca'],
  opens: ['cuándo', 'quando', 'quando', 'when'],
  time: ['hora', 'ora', 'hora'],
  date: ['fecha', 'data', 'data'],
  place: ['lugar', 'luogo', 'lugar'],
  amount: ['importe', 'importo', 'valor'],
  code: ['código', 'codice', 'código'],
  link: ['enlace', 'link', 'link'],
  lookAlike: ['imitador', 'imitatore', 'imitador', 'look-alike'],
  account: ['cuenta', 'account | profilo', 'conta | perfil'],
} as const satisfies Record<string, Words>

/** As long as such a thing may well be: by these a script's length is measured. */
export const LONG_VALUES: Record<keyof typeof VARIABLE_WORDS, string> = {
  name: 'Maximiliano',
  handle: '@maximiliano_dlc',
  number: 'AB1234567890',
  agent: 'Maria Eduarda',
  brand: 'Compañía del Norte',
  opens: 'el miércoles 24 antes de las 09:00',
  time: '21:30',
  date: '24 de septiembre',
  place: 'Santiago de Compostela',
  amount: '1.250.000 COP',
  code: 'ES-2026-000123',
  link: 'https://ayuda.example/a/1234567',
  lookAlike: 'companiadelnorte_ayuda_oficial',
  account: '@companiadelnorte',
}
