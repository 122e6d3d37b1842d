import type { LegalPack } from './legal-pack.ts'

/** Read in accounts of the law, not in the official journal: before it is relied on, somebody reads the journal. */
export const PORTUGAL: LegalPack = {
  id: 'pt-livro-de-reclamacoes',
  country: 'PT',
  zone: 'Europe/Lisbon',
  otherZones: {},
  language: 'pt',
  title: 'Livro de Reclamações eletrónico (Decreto-Lei n.º 156/2005, alterado pelo Decreto-Lei n.º 74/2017, de 21 de junho)',
  inForce: '2017-07-01',
  adaptUntil: '2018-07-01',
  workingDays: 15,
  owes: ['answer'],
  appliesTo: 'Essential public services since 1 July 2017; other suppliers of goods and services from 1 July 2018.',
  sources: [
    {
      title: 'Livro de reclamações',
      url: 'https://epal.pt/EPAL/menu/legal/not%C3%ADcias/2017/06/30/livro-reclama%C3%A7%C3%A3oes',
      read: '2026-11-22',
      hand: 'second',
    },
    { title: 'Livro de Reclamações', url: 'http://www.dgae.gov.pt/comunicacao/noticias/livro-de-reclamacoes.aspx', read: '2026-11-22', hand: 'second' },
  ],
  open: [
    'Whether the days count from the complaint or from its arrival at the firm; here from the day after the complaint.',
    'Municipal and regional holidays: of Portugal only the national ones are known here.',
  ],
}
