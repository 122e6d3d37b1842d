import { MESSAGE_TYPES, TARGETS, TONES, type MessageType, type Target, type Tone, type Urgency } from '../../domain/meaning.ts'
import { HEADS, type Head } from '../heads.ts'

/** A post and what a person says it means. */
export interface LabelledPost {
  id: string
  language: string
  country: string
  text: string
  type: MessageType
  urgency: Urgency
  tone: Tone
  target: Target
  churn: boolean
  ultimatum: boolean
  offLimits: boolean
  sarcasm: boolean
}

/** Reads posts in columns (training/authored-care/SOURCE.md names them). Throws on a line that is no post, with its number. */
export function readLabelledPosts(tsv: string): LabelledPost[] {
  const [head, ...lines] = tsv.split('\n').filter((line) => line.trim() !== '')
  const columns = head?.split('\t') ?? []
  return lines.map((line, at) => {
    const cells = line.split('\t')
    const cell = (name: string) => cells[columns.indexOf(name)] ?? ''
    const post = {
      id: cell('id'),
      language: cell('lang'),
      country: cell('country'),
      text: cell('text').replaceAll('\\n', '\n'),
      type: cell('type') as MessageType,
      urgency: Number(cell('urgency')) as Urgency,
      tone: cell('tone') as Tone,
      target: cell('target') as Target,
      churn: cell('churn') === '1',
      ultimatum: cell('ultimatum') === '1',
      offLimits: cell('offlimits') === '1',
      sarcasm: cell('sarcasm') === '1',
    }
    if (!sound(post) || cells.length !== columns.length) throw new Error(`line ${at + 2} is no labelled post: ${line.slice(0, 80)}`)
    return post
  })
}

function sound({ text, type, urgency, tone, target }: LabelledPost): boolean {
  return text !== '' && MESSAGE_TYPES.includes(type) && [0, 1, 2, 3].includes(urgency) && TONES.includes(tone) && TARGETS.includes(target)
}

const SAYS: Partial<Record<Head, (post: LabelledPost) => boolean>> = {
  urgency1: ({ urgency }) => urgency >= 1,
  urgency2: ({ urgency }) => urgency >= 2,
  urgency3: ({ urgency }) => urgency >= 3,
  polite: ({ tone }) => tone === 'polite',
  hostile: ({ tone }) => tone === 'rude' || tone === 'abusive',
  abusive: ({ tone }) => tone === 'abusive',
  atService: ({ target }) => target === 'service',
  atAgent: ({ target }) => target === 'agent',
  atOther: ({ target }) => target === 'other',
  churn: ({ churn }) => churn,
  ultimatum: ({ ultimatum }) => ultimatum,
  offLimits: ({ offLimits }) => offLimits,
  sarcasm: ({ sarcasm }) => sarcasm,
}

/** Nobody is sure of every label: aiming short of 0 and 1 keeps single posts from pulling too hard. */
const DOUBT = 0.03

/** What each head should answer, 0 to 1. */
export function targetsOf(post: LabelledPost): Float32Array {
  return Float32Array.from(HEADS, (head) => ((SAYS[head]?.(post) ?? post.type === head) ? 1 - DOUBT : DOUBT))
}
