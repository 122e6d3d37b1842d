import { sendsAway } from './bio.ts'
import type { Deed } from './weights.ts'

/** What a word does that a look-alike may be after. `answers`: it answers somebody else who wrote to us. */
export function deedsIn(text: string, answers: boolean): Deed[] {
  const found = PATTERNS.flatMap(([deed, pattern]) => (pattern.test(text) ? [deed] : []))
  return [...(answers ? (['answers-complainants'] as const) : []), ...found, ...(sendsAway(text) ? (['sends-away'] as const) : [])]
}

/** As people say it in Spanish, Italian, Portuguese and English. */
const PATTERNS: readonly (readonly [Deed, RegExp])[] = [
  [
    'speaks-in-our-name',
    /\b(?:en|a|em)\s+(?:nombre|nome)\s+(?:de|di|da|do|della)\b|\bon\s+behalf\s+of\b|\b(?:nuestr[oa]s?|nostr[oi]|noss[oa]s?|our)\s+(?:equipo|empresa|compañ[ií]a|servicio|cliente|team|azienda|servizio|equipe|empresa|company|service|support)\b|\b(?:di|he\s+dado|ho\s+dato|dei)\s+(?:la\s+orden|ordine|a\s+ordem)\b|\b(?:le|te|les)\s+(?:pido|pedimos|ofrecemos)\s+disculpas\b|\bwe\s+(?:apologi[sz]e|are\s+sorry)\b|\bci\s+scusiamo\b|\bpedimos\s+desculpas?\b/iu,
  ],
  [
    'asks-for-data',
    /\b(?:env[ií]e?(?:nos|me)?|m[aá]nd(?:e|a)(?:nos|me)?|p[aá]s(?:e|a)(?:nos|me)?|indique(?:nos)?|facilite(?:nos)?|invia(?:ci|mi)?|mandaci|comunica(?:ci)?|envie(?:-nos)?|mande(?:-nos)?|informe(?:-nos)?|send(?:\s+(?:us|me))?|give\s+us|share)\b[^.!?]{0,60}\b(?:dni|documento|c[eé]dula|rut|cuit|curp|tarjeta|cvv|clave|contraseña|pin|tel[eé]fono|datos|carta|codice|password|dati|numero\s+di\s+telefono|cpf|cart[aã]o|senha|dados|telefone|card|passport|phone|details|account\s+number)\b/iu,
  ],
  [
    'asks-for-money',
    /\b(?:deposit[ea]|transfier[ae]|transferencia|pag(?:ue|ar|a)\s|abone|bonifico|versa(?:re|mento)|paghi|fa[çc]a\s+um\s+pix|transfira|deposite|pay\s+(?:us|the|a)|wire|transfer\s+(?:the|us)|processing\s+fee|gift\s*cards?)\b/iu,
  ],
]
