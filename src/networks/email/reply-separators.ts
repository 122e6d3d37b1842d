/**
 * How mail programs announce what they quote, by language. An attribution ends in a colon and is followed by the quote;
 * `starts` and `says` frame it ("On … wrote:"). A header block repeats the first lines of the quoted mail.
 * Read from what Gmail, Outlook, Apple Mail and Thunderbird write in each language.
 */
interface ReplyWords {
  starts: string
  says: string
  /** Outlook's line above a quoted mail. */
  original: string
  /** Outlook's header block: from, sent, to, subject. */
  from: string
  sent: string
  to: string
  subject: string
}

export const REPLY_WORDS: Readonly<Record<'en' | 'es' | 'it' | 'pt' | 'fr' | 'de', ReplyWords>> = {
  en: { starts: 'On', says: 'wrote', original: 'Original Message|Original Appointment', from: 'From', sent: 'Sent|Date', to: 'To', subject: 'Subject' },
  es: { starts: 'El', says: 'escribió', original: 'Mensaje original', from: 'De', sent: 'Enviado|Enviado el|Fecha', to: 'Para', subject: 'Asunto' },
  it: { starts: 'Il|Il giorno|In data', says: 'ha scritto', original: 'Messaggio originale', from: 'Da', sent: 'Inviato|Data', to: 'A', subject: 'Oggetto' },
  pt: {
    starts: 'Em|A|No dia',
    says: 'escreveu',
    original: 'Mensagem original',
    from: 'De',
    sent: 'Enviado|Enviada em|Enviado em|Data',
    to: 'Para',
    subject: 'Assunto',
  },
  fr: {
    starts: 'Le',
    says: 'a écrit',
    original: "Message d'origine|Message d’origine|Message original",
    from: 'De',
    sent: 'Envoyé|Date',
    to: 'À',
    subject: 'Objet',
  },
  de: { starts: 'Am', says: 'schrieb', original: 'Ursprüngliche Nachricht', from: 'Von', sent: 'Gesendet|Datum', to: 'An', subject: 'Betreff' },
}

const words = Object.values(REPLY_WORDS)
const any = (pick: (of: ReplyWords) => string) => words.map(pick).join('|')

/** "On Tue, 3 Mar 2026 at 10:04, Carolina M. <c@example.test> wrote:", over one to four lines joined by spaces. German puts its verb before the name. */
export const ATTRIBUTION = new RegExp(
  `^(?:${words.map((of) => `(?:${of.starts})\\s(?=.*\\d).{4,400}?\\s(?:${of.says})(?:\\s.{0,200})?`).join('|')})\\s?:$`,
  'iu',
)

/** Whether a line may begin an attribution, so that the costly test runs on few. */
export const ATTRIBUTION_START = new RegExp(`^(?:${any((of) => of.starts)})\\s`, 'iu')

/** "-----Original Message-----" */
export const ORIGINAL = new RegExp(`^[-_]{3,}\\s*(?:${any((of) => of.original)})\\s*[-_]{3,}$`, 'iu')

/** The first line of Outlook's header block, and what must follow within a few lines for it to be one. */
export const HEADER_FROM = new RegExp(`^\\*?(?:${any((of) => of.from)})\\s?:\\*?\\s.*\\S`, 'iu')
export const HEADER_SENT = new RegExp(`^\\*?(?:${any((of) => of.sent)})\\s?:\\*?\\s.*\\d`, 'iu')
export const HEADER_SUBJECT = new RegExp(`^\\*?(?:${any((of) => of.subject)})\\s?:`, 'iu')
