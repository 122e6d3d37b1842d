import { MESSAGE_TYPES, type Meaning, type MessageType, type Target, type Tone, type Urgency } from '../domain/meaning.ts'
import { HEADS, type Head } from './heads.ts'
import { COMPLAINT, lookAgain } from './second-look.ts'
import type { Calibration, SmallWeights } from './weights.ts'

/** Calibrated answers of the heads, 0 to 1. */
export type Answers = Record<Head, number>
/** From where on a head says yes. */
export type Thresholds = Record<Head, Calibration>

/** What the heads' scores mean, complaints by the second look. */
export function answersOf({ look, calibration }: Pick<SmallWeights, 'look' | 'calibration'>, scores: Float32Array): Answers {
  const answers = {} as Answers
  for (let at = 0; at < HEADS.length; at++) {
    const head = HEADS[at]!
    const { slope, offset } = calibration[head]
    const score = at === COMPLAINT ? lookAgain(look, scores) : scores[at]!
    answers[head] = 1 / (1 + Math.exp(-(slope * score + offset)))
  }
  return answers
}

type Judged = Pick<Meaning, 'type' | 'urgency' | 'tone' | 'target' | 'churn' | 'ultimatum' | 'offLimits' | 'sarcasm' | 'probability'>

/** Puts the heads' answers together to verdicts, each with the probability of the value given. */
export function judge(answers: Answers, thresholds: Thresholds): Judged {
  const says = (head: Head) => answers[head] >= thresholds[head].threshold
  const yes = (head: Head) => [says(head), says(head) ? answers[head] : 1 - answers[head]] as const
  const [type, typeProbability] = judgeType(answers, says('complaint'))
  const [urgency, urgencyProbability] = judgeUrgency(answers, says)
  const [tone, toneProbability] = judgeTone(answers, says)
  const [target, targetProbability] = judgeTarget(answers, tone)
  const [churn, churnProbability] = yes('churn')
  const [ultimatum, ultimatumProbability] = yes('ultimatum')
  const [offLimits, offLimitsProbability] = yes('offLimits')
  const [sarcasm, sarcasmProbability] = yes('sarcasm')
  return {
    type,
    urgency,
    tone,
    target,
    churn,
    ultimatum,
    offLimits,
    sarcasm,
    probability: {
      type: typeProbability,
      urgency: urgencyProbability,
      tone: toneProbability,
      target: targetProbability,
      churn: churnProbability,
      ultimatum: ultimatumProbability,
      offLimits: offLimitsProbability,
      sarcasm: sarcasmProbability,
    },
  }
}

function judgeType(answers: Answers, complains: boolean): [MessageType, number] {
  if (complains) return ['complaint', answers.complaint]
  const others = MESSAGE_TYPES.filter((type) => type !== 'complaint')
  const best = others.reduce((a, b) => (answers[b] > answers[a] ? b : a))
  const sum = others.reduce((total, type) => total + answers[type], 0)
  return [best, (1 - answers.complaint) * (answers[best] / sum)]
}

function judgeUrgency({ urgency1, urgency2, urgency3 }: Answers, says: (head: Head) => boolean): [Urgency, number] {
  if (says('urgency3')) return [3, urgency3]
  if (says('urgency2')) return [2, Math.max(0, urgency2 - urgency3)]
  if (says('urgency1')) return [1, Math.max(0, urgency1 - urgency2)]
  return [0, 1 - urgency1]
}

function judgeTone({ hostile, abusive, polite }: Answers, says: (head: Head) => boolean): [Tone, number] {
  if (says('hostile')) return says('abusive') ? ['abusive', Math.min(hostile, abusive)] : ['rude', Math.max(0, hostile - abusive)]
  return says('polite') ? ['polite', Math.min(polite, 1 - hostile)] : ['neutral', Math.min(1 - polite, 1 - hostile)]
}

function judgeTarget({ hostile, atService, atAgent, atOther }: Answers, tone: Tone): [Target, number] {
  if (tone === 'polite' || tone === 'neutral') return ['none', 1 - hostile]
  const service = tone === 'abusive' ? 0 : atService
  const sum = service + atAgent + atOther
  if (service >= atAgent && service >= atOther) return ['service', (hostile * service) / sum]
  return atAgent >= atOther ? ['agent', (hostile * atAgent) / sum] : ['other', (hostile * atOther) / sum]
}
