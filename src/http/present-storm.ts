import type { z } from 'zod'
import type { StormRow } from '../storage/storms.ts'
import type { AlarmFacts } from '../watch/storm/decide-alarm.ts'
import { planOf, type Planned } from '../watch/storm/plan.ts'
import type { StormRoom } from '../watch/storm-room.ts'
import type { HttpNeeds } from './needs.ts'
import { presentLength } from './present-ticket.ts'
import type * as S from './contract/storms.ts'

interface Ground {
  alarm: AlarmFacts | null
  /** The manual in force. */
  document: Planned | undefined
  networks: HttpNeeds['networks']
}

/** A room as whoever may see it does. */
export function presentRoom(room: StormRoom, { alarm, document, networks }: Ground): S.StormRoom {
  const { messages, authors, ownAuthors, complaints, newComplaints, reposts, copies, again, young } = room.heard
  return {
    storm: presentStorm(room.storm),
    drawn: room.drawn,
    chart: room.chart.map(({ at, messages, expected }) => ({ at: at.toString(), messages, expected: Math.round(expected * 10) / 10 })),
    alarm: alarm && presentAlarm(alarm),
    heard: { messages, authors, ownAuthors, complaints, newComplaints, reposts, copies, again, young },
    said: room.said.map(({ word, messages, voices }) => ({ word, messages, voices: voices.map(presentVoice) })),
    copied: room.copied.map(({ text, messages, authors, young, firstAt, lastAt }) => ({
      text,
      messages,
      authors,
      young,
      firstAt: firstAt.toString(),
      lastAt: lastAt.toString(),
    })),
    reach: { people: room.reach.people, authors: room.reach.authors },
    incidents: room.incidents.map(({ id, number, title, state, confirmedHere, suggestedHere, confirmedElsewhere, suggestedElsewhere }) => ({
      id,
      number,
      title,
      state,
      confirmedHere,
      suggestedHere,
      confirmedElsewhere,
      suggestedElsewhere,
    })),
    affected: {
      networks: room.affected.networks.map(({ network, messages, authors }) => ({ network, messages, authors })),
      waiting: room.affected.waiting,
    },
    report: room.report,
    entries: room.entries.map(presentEntry),
    levels: Object.keys(document?.crisis ?? {}),
    plan: planOf(document, room.storm.level),
    languages: [...(document?.brand.languages ?? [])],
    places: presentPlaces(room.places, networks),
  }
}

/** Each place in which something can be said, with how its network counts and in which languages people write there. */
function presentPlaces(places: StormRoom['places'], networks: Ground['networks']): S.StormRoom['places'] {
  return [...Map.groupBy(places, ({ network, visibility }) => `${network} ${visibility}`).values()].flatMap((of) => {
    const { network, visibility } = of[0]!
    const rule = networks.get(network)?.capabilities.limits[visibility]
    return rule ? [{ network, visibility, languages: of.map(({ language }) => language), length: presentLength(rule) }] : []
  })
}

export function presentStorm({
  id,
  title,
  named,
  begunAt,
  openedAt,
  openedBy,
  lastAt,
  level,
  spokesperson,
  cause,
  closedAt,
  closedBy,
}: StormRow): z.infer<typeof S.Storm> {
  return {
    id,
    title,
    named,
    begunAt: begunAt.toString(),
    openedAt: openedAt.toString(),
    openedBy,
    lastAt: lastAt.toString(),
    level,
    spokesperson,
    cause,
    closedAt: closedAt?.toString() ?? null,
    closedBy,
  }
}

function presentAlarm({ messages, minutes, expected, swing, authors, complaints, gravity, cold, words }: AlarmFacts): NonNullable<S.StormRoom['alarm']> {
  return {
    messages,
    minutes,
    expected,
    swing,
    authors,
    complaints,
    gravity,
    cold,
    words: words.map(({ word, messages: times }) => ({ word, messages: times })),
  }
}

type Voice = StormRoom['said'][number]['voices'][number]

function presentVoice({ ticketId, number, personName, network, text, at, complaint }: Voice): S.StormRoom['said'][number]['voices'][number] {
  return { ticketId, number, personName, network, text, at: at.toString(), complaint }
}

function presentEntry({
  id,
  kind,
  by,
  text,
  at,
  state,
  language,
  short,
  settledBy,
  settledAt,
  words,
}: StormRoom['entries'][number]): S.StormRoom['entries'][number] {
  return { id, kind, by, text, at: at.toString(), state, language, short, settledBy, settledAt: settledAt?.toString() ?? null, words }
}
