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

/** The state of an incident for a desk, a gate, a shop, by the house's own clock: one page, no script, black on white when it is printed, nobody's name in it. */
export function sitePage(incident: Incident, update: Said, zone: string): string {
  const texts = update?.texts ?? []
  const shown =
    texts.length > 0
      ? texts.map(({ language, text }) => section(incident, language, text))
      : Object.keys(WORDS).map((language) => section(incident, language, null))
  const at = update?.settledAt ?? incident.openedAt
  const local = at.toZonedDateTimeISO(zone).toString({ smallestUnit: 'minute', offset: 'never', timeZoneName: 'never' }).replace('T', ' ')
  return `<!doctype html>
<html lang="${texts[0]?.language ?? 'en'}">
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${escape(incident.siteTitle)}</title>
<style>${LOOK}</style>
<main>
<h1>${escape(incident.siteTitle)}</h1>
<p><time datetime="${at.toString()}">${local} (${escape(zone)})</time></p>
${shown.join('\n')}
</main>
</html>
`
}

/** Read across a desk, or on a sheet beside it. */
const LOOK =
  ':root{color-scheme:light dark;font:1.375rem/1.45 system-ui,sans-serif}main{max-width:42rem;margin:0 auto;padding:1.5rem}h1{font-size:1.6em;line-height:1.2}' +
  'h2{font-size:1em}h1,p{overflow-wrap:anywhere}section{border-top:1px solid;break-inside:avoid}@media print{:root{color-scheme:light}main{max-width:none;padding:0}}'

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
