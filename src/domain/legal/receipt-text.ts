import type { Visibility } from '../network-name.ts'
import type { LegalDuty } from './legal-pack.ts'

export interface ReceiptFacts {
  code: string
  /** The last day to answer. */
  dueOn: Temporal.PlainDate
  owes: readonly LegalDuty[]
}

interface Sentences {
  registered: (code: string) => string
  due: (day: string) => string
  human: string
  follow: string
}

/** What a person is told who complained formally. In public nothing but the code and where to follow it. */
const SENTENCES: Readonly<Record<string, Sentences>> = {
  es: {
    registered: (code) => `Hemos registrado su reclamación con el código ${code}.`,
    due: (day) => `Le contestaremos a más tardar el ${day}.`,
    human: 'Si prefiere hablar con una persona, díganoslo aquí y le atenderá una.',
    follow: 'Para seguirla, escríbanos por privado con ese código.',
  },
  it: {
    registered: (code) => `Abbiamo registrato il suo reclamo con il codice ${code}.`,
    due: (day) => `Le risponderemo entro ${/^(8|11) /.test(day) ? 'l’' : 'il '}${day}.`,
    human: 'Se preferisce parlare con una persona, ce lo dica qui e le risponderà una persona.',
    follow: 'Per seguirlo, ci scriva in privato con questo codice.',
  },
  pt: {
    registered: (code) => `Registámos a sua reclamação com o código ${code}.`,
    due: (day) => `Responder-lhe-emos até ${day}.`,
    human: 'Se preferir falar com uma pessoa, diga-nos aqui e será atendido por uma.',
    follow: 'Para a acompanhar, escreva-nos em privado com este código.',
  },
  en: {
    registered: (code) => `We have registered your complaint under the code ${code}.`,
    due: (day) => `We will answer by ${day} at the latest.`,
    human: 'If you would rather speak to a person, tell us here and one will attend to you.',
    follow: 'To follow it, write to us in private with that code.',
  },
}

/** The language of the words for a complaint in `wanted`: that one where we have them, else the law's own. */
export function receiptLanguage(wanted: string, law: { language: string }): string {
  const [plain = ''] = wanted.split('-')
  return Object.hasOwn(SENTENCES, plain) ? plain : law.language
}

/** `language` is one that `receiptLanguage` gave. */
export function receiptText({ code, dueOn, owes }: ReceiptFacts, language: string, visibility: Visibility): string {
  const words = SENTENCES[language]!
  if (visibility === 'public') return [words.registered(code), words.follow].join(' ')
  const human = owes.includes('human-on-request') ? [words.human] : []
  return [words.registered(code), words.due(dayInWords(dueOn, language)), ...human].join(' ')
}

/** As in «21 de enero de 2027» or «21 January 2027». */
export function dayInWords(day: Temporal.PlainDate, language: string): string {
  return day.toLocaleString(language === 'en' ? 'en-GB' : language, { dateStyle: 'long' })
}
