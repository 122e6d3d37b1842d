/** What a message is for. `request` wants an action without a grievance; `thanks` closes. */
export const MESSAGE_TYPES = ['complaint', 'question', 'request', 'praise', 'thanks', 'info', 'chatter', 'spam'] as const
export type MessageType = (typeof MESSAGE_TYPES)[number]

/** 0 nothing pressing · 1 routine · 2 hours matter · 3 safety, health, minors alone, stranded at night, fraud in progress. */
export type Urgency = 0 | 1 | 2 | 3

/** `rude` is about the service or at nobody; `abusive` attacks people. */
export const TONES = ['polite', 'neutral', 'rude', 'abusive'] as const
export type Tone = (typeof TONES)[number]

/** Whom the hostility hits; `none` whenever the tone is polite or neutral. */
export const TARGETS = ['none', 'service', 'agent', 'other'] as const
export type Target = (typeof TARGETS)[number]

/** What is judged about a message, each with a probability, and unsure on its own. */
export const VERDICTS = ['type', 'urgency', 'tone', 'target', 'churn', 'ultimatum', 'offLimits', 'sarcasm'] as const
export type Verdict = (typeof VERDICTS)[number]

/** Words of the message that led to a verdict, by a named rule or by the weights of the model. */
export interface Evidence {
  words: string
  /** The cue rule, or `model`. */
  by: string
}

export const ENTITY_KINDS = ['email', 'phone', 'card', 'iban', 'national-id', 'order', 'booking', 'flight', 'ticket', 'amount', 'place', 'date'] as const
export type EntityKind = (typeof ENTITY_KINDS)[number]

/** Something named in a message. `start` and `end` are UTF-16 offsets into its text, both 0 for what its subject or content warning alone names; `value` is its canonical form. */
export interface Entity {
  kind: EntityKind
  value: string
  start: number
  end: number
  /** Of a national id: which (dni, nie, codice-fiscale, cpf, cnpj, nif, cuit, rut, curp). */
  scheme?: string
}

/** What a further reader thinks of a message that was unsure. It stands beside our verdicts, never in their place: a person sees whose word it is. */
export interface Suggestion {
  /** Which reader and model. */
  by: string
  verdicts: Partial<Pick<Meaning, Verdict>>
}

/** What the words of one message mean, as read by the cheap tier. Below its threshold a verdict is unsure, and a person sees it. */
export interface Meaning {
  type: MessageType
  urgency: Urgency
  tone: Tone
  target: Target
  /** Leaves us, or buys elsewhere next. */
  churn: boolean
  competitors: string[]
  /** A conditional threat: public, authority, court, cancel. */
  ultimatum: boolean
  offLimits: boolean
  /** A caution, never a verdict. */
  sarcasm: boolean
  /** Somebody who can't wait as others can: a child, somebody old, ill, pregnant, disabled. */
  vulnerable: boolean
  /** Says that they asked before. */
  insists: boolean
  /** Of the brand's own list. */
  topics: string[]
  entities: Entity[]
  /** Of the value given, 0 to 1. */
  probability: Record<Verdict, number>
  unsure: Verdict[]
  evidence: Partial<Record<Verdict | 'vulnerable' | 'insists' | 'topics', Evidence[]>>
  /** Version of weights and cues. */
  model: string
  suggestion?: Suggestion
}
