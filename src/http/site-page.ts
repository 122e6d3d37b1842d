import type { UpdateText } from '../domain/incident-update.ts'
import type { Incident } from '../storage/incidents.ts'

/** What is said on it, by language: staff see it in each that the update was written in. */
const WORDS: Record<string, { open: string; closed: string; said: string; none: string }> = {
  es: { open: 'Abierto', closed: 'Cerrado', said: 'Esto decimos ahora', none: 'Todavía no hemos dicho nada.' },
  it: { open: 'Aperto', closed: 'Chiuso', said: 'Questo diciamo adesso', none: 'Non abbiamo ancora detto nulla.' },
  pt: { open: 'Aberto', closed: 'Encerrado', said: 'Isto é o que dizemos agora', none: 'Ainda não dissemos nada.' },
  en: { open: 'Open', closed: 'Closed', said: 'What we say now', none: 'Nothing has been said yet.' },
}

type Said = { texts: readonly UpdateText[]; settledAt: Temporal.Instant | null } | null

/** The state of an incident for a desk, a gate, a shop: one page, no script, black on white when it is printed, nobody's name in it. */
export function sitePage(incident: Incident, update: Said): string {
  const texts = update?.texts ?? []
  const shown =
    texts.length > 0
      ? texts.map(({ language, text }) => section(incident, language, text))
      : Object.keys(WORDS).map((language) => section(incident, language, null))
  const at = update?.settledAt ?? incident.openedAt
  return `<!doctype html>
<html lang="${texts[0]?.language ?? 'en'}">
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${escape(incident.siteTitle)}</title>
<main>
<h1>${escape(incident.siteTitle)}</h1>
<p><time datetime="${at.toString()}">${at.toZonedDateTimeISO('UTC').toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')} UTC</time></p>
${shown.join('\n')}
</main>
</html>
`
}

function section({ state }: Incident, language: string, text: string | null): string {
  const words = WORDS[language] ?? WORDS['en']!
  return `<section lang="${escape(language)}">
<p><strong>${words[state]}</strong></p>
<h2>${words.said}</h2>
<p>${escape(text ?? words.none).replaceAll('\n', '<br>')}</p>
</section>`
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign]!)
}
