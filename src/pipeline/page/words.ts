import type { PageCause, Tells } from '../../domain/escalation.ts'
import { ROLES } from '../../domain/permission.ts'
import { tongueOf, valueIn } from '../../manual/tongue/tongue.ts'
import type { CallToMake } from '../../storage/page-calls.ts'

/** What a page says, in one member's language: of a private word, not even who wrote it. */
export interface PageWords {
  title: string
  /** A line a thing to know. */
  lines: string[]
  /** Where it is answered. */
  link: string
  /** What to do. */
  act: string
}

interface Tongue {
  title(number: number, callee: string): string
  from(person: string, network: string): string
  unseen: string
  standsIn(agent: string): string
  why: Record<Exclude<PageCause, 'rule'>, string>
  told: Record<Tells, string> & { title(number: number, callee: string): string }
  stepped: string
  act: string
  test: { title: string; says: string; act: string }
}

const TONGUES: Record<string, Tongue> = {
  es: {
    title: (number, callee) => `T-${number} te necesita ahora (${callee})`,
    from: (person, network) => `De ${person}, en ${network}`,
    unseen: 'Es un mensaje privado: se lee en Plaza.',
    standsIn: (agent) => `El manual llama a «${agent}», que no corresponde a nadie aquí: te llamamos en su lugar.`,
    why: {
      limit: 'Lleva esperando más de lo que permite su necesidad.',
      promise: 'La respuesta prometida está a punto de vencer.',
      'look-alike': 'Una cuenta que se hace pasar por nosotros le está hablando.',
    },
    told: {
      title: (number, callee) => `T-${number}: para ${callee}`,
      praise: 'Nos da las gracias o nos elogia: es de quien lo mereció.',
      solved: 'Su queja quedó resuelta.',
      question: 'Se resolvió hace unos días: el manual quiere que se le pregunte si sigue todo bien.',
    },
    stepped: 'Nadie ha reaccionado todavía a la llamada anterior.',
    act: 'Abre el caso y pulsa «Lo tengo»',
    test: { title: 'Plaza te alcanza', says: 'Es una prueba: así te llegará una llamada.', act: 'Abre Plaza' },
  },
  it: {
    title: (number, callee) => `T-${number} ha bisogno di te adesso (${callee})`,
    from: (person, network) => `Da ${person}, su ${network}`,
    unseen: 'È un messaggio privato: si legge in Plaza.',
    standsIn: (agent) => `Il manuale chiama «${agent}», che qui non corrisponde a nessuno: chiamiamo te al suo posto.`,
    why: {
      limit: 'Aspetta da più di quanto consenta il suo bisogno.',
      promise: 'La risposta promessa sta per scadere.',
      'look-alike': 'Un account che si spaccia per noi gli sta parlando.',
    },
    told: {
      title: (number, callee) => `T-${number}: per ${callee}`,
      praise: 'Ci ringrazia o ci loda: è di chi lo ha meritato.',
      solved: 'Il suo reclamo è risolto.',
      question: 'È stato risolto qualche giorno fa: il manuale vuole che gli si chieda se va ancora tutto bene.',
    },
    stepped: 'Nessuno ha ancora risposto alla chiamata precedente.',
    act: 'Apri il caso e premi «Ci penso io»',
    test: { title: 'Plaza ti raggiunge', says: 'È una prova: così ti arriverà una chiamata.', act: 'Apri Plaza' },
  },
  pt: {
    title: (number, callee) => `T-${number} precisa de você agora (${callee})`,
    from: (person, network) => `De ${person}, em ${network}`,
    unseen: 'É uma mensagem privada: lê-se no Plaza.',
    standsIn: (agent) => `O manual chama «${agent}», que não corresponde a ninguém aqui: chamamos você em seu lugar.`,
    why: {
      limit: 'Espera há mais tempo do que a sua necessidade permite.',
      promise: 'A resposta prometida está prestes a vencer.',
      'look-alike': 'Uma conta que se faz passar por nós está falando com o cliente.',
    },
    told: {
      title: (number, callee) => `T-${number}: para ${callee}`,
      praise: 'Agradece-nos ou elogia-nos: é de quem o mereceu.',
      solved: 'A sua reclamação ficou resolvida.',
      question: 'Ficou resolvido há alguns dias: o manual quer que se pergunte se continua tudo bem.',
    },
    stepped: 'Ninguém reagiu ainda à chamada anterior.',
    act: 'Abra o caso e pressione «É comigo»',
    test: { title: 'O Plaza alcança você', says: 'É um teste: é assim que uma chamada chegará.', act: 'Abra o Plaza' },
  },
  en: {
    title: (number, callee) => `T-${number} needs you now (${callee})`,
    from: (person, network) => `From ${person}, on ${network}`,
    unseen: 'It is a private message: read it in Plaza.',
    standsIn: (agent) => `The manual calls “${agent}”, who matches nobody here: you are called instead.`,
    why: {
      limit: 'They have waited beyond the limit of their need.',
      promise: 'The promised answer is about to fall due.',
      'look-alike': 'An account that poses as us is speaking to them.',
    },
    told: {
      title: (number, callee) => `T-${number}: for ${callee}`,
      praise: 'They praise us: it belongs to whoever earned it.',
      solved: 'Their complaint is solved.',
      question: 'It was solved some days ago: the manual wants them asked whether all is still well.',
    },
    stepped: 'Nobody has reacted to the call before.',
    act: 'Open the ticket and press “I have it”',
    test: { title: 'Plaza reaches you', says: 'This is a test: a page will reach you like this.', act: 'Open Plaza' },
  },
}

/** Where something can be said in public. */
const NETWORKS: Record<string, string> = { x: 'X', bluesky: 'Bluesky', mastodon: 'Mastodon' }

/** Of what the customer said only this much, and only what everybody may read anyway. */
const SNIPPET = 120

export function pageWords({ member, callee, cause, tells, step, agent, standsIn, ticket }: CallToMake, baseUrl: string): PageWords {
  const tongue = TONGUES[member.locale] ?? TONGUES['en']!
  const called = calleeIn(member.locale, callee)
  return {
    title: tells ? tongue.told.title(ticket.number, called) : tongue.title(ticket.number, called),
    lines: [
      ...(tells ? [tongue.told[tells]] : []),
      ...(ticket.visibility === 'private'
        ? [tongue.unseen]
        : [tongue.from(ticket.personName || ticket.personHandle, NETWORKS[ticket.network] ?? ticket.network), snippetOf(ticket)]),
      ...(cause === 'rule' ? [] : [tongue.why[cause]]),
      ...(standsIn ? [tongue.standsIn(agent)] : []),
      ...(step > 0 ? [tongue.stepped] : []),
    ].filter(Boolean),
    link: `${baseUrl}/inbox/${ticket.id}?view=all`,
    act: tongue.act,
  }
}

/** A role is said in their language; what the manual has a name for, by its name. */
function calleeIn(locale: string, callee: string): string {
  return (ROLES as readonly string[]).includes(callee) ? valueIn(tongueOf(locale), callee) : callee
}

/** What somebody tells themself, to know that it would reach them. */
export function testWords(locale: string, baseUrl: string): PageWords {
  const { title, says, act } = (TONGUES[locale] ?? TONGUES['en']!).test
  return { title, lines: [says], link: baseUrl, act }
}

/** Nobody is insulted by a notification: abuse is read when it is opened. */
function snippetOf({ snippet, marks }: CallToMake['ticket']): string {
  if (marks.includes('abuse')) return ''
  return snippet.length > SNIPPET ? `«${snippet.slice(0, SNIPPET).trimEnd()}…»` : `«${snippet}»`
}
