import type { SilenceRule, SilenceState } from '../../domain/silence.ts'
import type { PageWords } from './words.ts'

interface Tongue {
  title(account: string, state: SilenceState): string
  state: Record<SilenceState, string>
  why: Record<SilenceRule, string>
  waiting(people: number): string
  act: string
}

const TONGUES: Record<string, Tongue> = {
  es: {
    title: (account, state) => `${account} ${TONGUES['es']!.state[state]}`,
    state: { fine: 'está bien', slipping: 'está fallando a su promesa', silent: 'está en silencio', abandoned: 'está abandonada' },
    why: {
      'nobody-waits': 'Nadie espera.',
      'in-time': 'Quien espera está dentro del plazo.',
      'promise-broken': 'En los últimos siete días cumple menos de cuatro de cada cinco promesas.',
      insisted: 'Una persona ha escrito tres veces o más sin respuesta.',
      'answer-overdue': 'Alguien espera más de lo prometido.',
      'answers-nobody': 'Alguien espera cuatro veces lo prometido, y desde entonces no se ha contestado a nadie.',
      'nothing-said': 'No dice nada desde hace treinta días o más.',
    },
    waiting: (people) => `Personas sin respuesta: ${people}`,
    act: 'Mira la cuenta y pulsa «Lo tengo»',
  },
  it: {
    title: (account, state) => `${account} ${TONGUES['it']!.state[state]}`,
    state: { fine: 'va bene', slipping: 'sta venendo meno alla sua promessa', silent: 'è in silenzio', abandoned: 'è abbandonato' },
    why: {
      'nobody-waits': 'Nessuno aspetta.',
      'in-time': 'Chi aspetta è ancora nei tempi.',
      'promise-broken': 'Negli ultimi sette giorni mantiene meno di quattro promesse su cinque.',
      insisted: 'Una persona ha scritto tre volte o più senza risposta.',
      'answer-overdue': 'Qualcuno aspetta più di quanto promesso.',
      'answers-nobody': 'Qualcuno aspetta quattro volte il tempo promesso, e da allora non si è risposto a nessuno.',
      'nothing-said': 'Non dice nulla da trenta giorni o più.',
    },
    waiting: (people) => `Persone senza risposta: ${people}`,
    act: 'Guarda l’account e premi «Ci penso io»',
  },
  pt: {
    title: (account, state) => `${account} ${TONGUES['pt']!.state[state]}`,
    state: { fine: 'está bem', slipping: 'está a falhar a sua promessa', silent: 'está em silêncio', abandoned: 'está abandonada' },
    why: {
      'nobody-waits': 'Ninguém espera.',
      'in-time': 'Quem espera está dentro do prazo.',
      'promise-broken': 'Nos últimos sete dias cumpre menos de quatro em cada cinco promessas.',
      insisted: 'Uma pessoa escreveu três vezes ou mais sem resposta.',
      'answer-overdue': 'Alguém espera mais do que o prometido.',
      'answers-nobody': 'Alguém espera quatro vezes o prometido, e desde então ninguém foi respondido.',
      'nothing-said': 'Não diz nada há trinta dias ou mais.',
    },
    waiting: (people) => `Pessoas sem resposta: ${people}`,
    act: 'Veja a conta e pressione «É comigo»',
  },
  en: {
    title: (account, state) => `${account} ${TONGUES['en']!.state[state]}`,
    state: { fine: 'is fine', slipping: 'is failing its promise', silent: 'is silent', abandoned: 'is abandoned' },
    why: {
      'nobody-waits': 'Nobody waits.',
      'in-time': 'Whoever waits is within the time promised.',
      'promise-broken': 'In the last seven days it kept fewer than four promises of five.',
      insisted: 'Somebody has written three times or more without an answer.',
      'answer-overdue': 'Somebody waits longer than promised.',
      'answers-nobody': 'Somebody has waited four times as long as promised, and nobody was answered since.',
      'nothing-said': 'It has said nothing for thirty days or more.',
    },
    waiting: (people) => `People without an answer: ${people}`,
    act: 'Look at the account and press “I have it”',
  },
}

const NETWORKS: Record<string, string> = { x: 'X', bluesky: 'Bluesky', mastodon: 'Mastodon', email: 'e-mail' }

/** What an alarm says, in one member's language: which account, how it stands, by which rule, and how many wait. Nothing that anybody wrote. */
export function silenceWords(
  alarm: { state: SilenceState; rule: SilenceRule; waiting: number; account: { network: string; handle: string } },
  locale: string,
  baseUrl: string,
): PageWords {
  const tongue = TONGUES[locale] ?? TONGUES['en']!
  const { network, handle } = alarm.account
  return {
    title: tongue.title(`${network === 'email' ? handle : `@${handle}`} (${NETWORKS[network] ?? network})`, alarm.state),
    lines: [tongue.why[alarm.rule], tongue.waiting(alarm.waiting)],
    link: `${baseUrl}/watch/presence`,
    act: tongue.act,
  }
}
