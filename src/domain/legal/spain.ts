import type { LegalPack } from './legal-pack.ts'

/** Read in accounts of the law, not in the official gazette: before it is relied on, somebody reads the gazette. */
export const SPAIN: LegalPack = {
  id: 'es-ley-10-2025',
  country: 'ES',
  zone: 'Europe/Madrid',
  otherZones: { CN: 'Atlantic/Canary' },
  language: 'es',
  title: 'Ley 10/2025, de 26 de diciembre, por la que se regulan los servicios de atención a la clientela',
  inForce: '2025-12-28',
  adaptUntil: '2026-12-28',
  workingDays: 15,
  owes: ['answer', 'tracking-code', 'persons-language', 'human-on-request', 'not-only-a-bot', 'no-cut-while-open'],
  appliesTo:
    'Basic services of any size (water, gas, electricity, passenger transport, post, electronic communications, finance) and firms or groups with at least 250 staff, more than 50 M€ turnover or more than 43 M€ balance.',
  sources: [
    { title: 'Novedades: Ley 10/2025', url: 'https://www.legislaciononline.es/novedades/28', read: '2026-11-22', hand: 'second' },
    {
      title: 'Ley 10/2025, de 26 de diciembre',
      url: 'https://codigo-civil.es/ley-10-2025-de-26-de-diciembre-por-la-que-se-regulan-los-servicios-de-atencion-a-la-clientela',
      read: '2026-11-22',
      hand: 'second',
    },
    {
      title: 'La nueva ley sobre los servicios de atención a la clientela',
      url: 'https://www.uria.com/es/publicaciones/newsletter/1997-procesal',
      read: '2026-11-22',
      hand: 'second',
    },
  ],
  open: [
    'Whether a mention on a social network counts as a complaint.',
    'Shorter terms for some matters, such as bills.',
    'Telecommunications and finance follow their own rules first.',
    'Local holidays, which no list of regions holds.',
  ],
}
