import { HEADS, type Head } from '../../src/understanding/heads.ts'
import { f1, macroF1, precision, recall, type Tally } from '../../src/understanding/learn/measure.ts'

export interface CardFacts {
  version: string
  bytes: number
  /** Posts by file. */
  learned: ReadonlyMap<string, number>
  held: number
  /** Answers on posts by writers that the weights had not seen. */
  unseen: (head: Head, language: string) => Tally
  /** Answers of the committed weights on the held-out posts. */
  heldOut: (head: Head, language: string) => Tally
}

const LANGUAGES = ['es', 'it', 'pt', 'en']
const SHOWN: readonly Head[] = ['complaint', 'question', 'urgency2', 'urgency3', 'polite', 'hostile', 'abusive', 'churn', 'ultimatum', 'offLimits', 'sarcasm']

/** What these weights are, in Markdown: written by the training itself, so that it can't speak of others. */
export function modelCard({ version, bytes, learned, held, unseen, heldOut }: CardFacts): string {
  return `# Model ${version}

Written by \`node scripts/train-understanding.ts\`; do not edit.

- **What it is**: ${HEADS.length} logistic regressions over one hashed space (word 1-2-grams, letters 3-5 within words, phrases of the lexicons in \`../cues\`, their pairs and
  places, the shape of the text), a byte a weight: ${Math.round(bytes / 1000)} kB; a complaint is told by a regression more over what they all say and its pairs. Each answer is calibrated (Platt) on posts by writers that the weights had not seen.
- **What it is for**: sorting customer-care messages in Spanish, Italian, Portuguese and English by type, urgency, tone, leaving, threats and off-limits
  subjects, so that people find the pressing ones. Catalan and French have the basic phrases only. It decides nothing by itself: below a probability of 0.6 a person looks.
- **Data**: ${[...learned.values()].reduce((a, b) => a + b, 0)} posts written for this project, CC0, nobody's real message (\`training/**/SOURCE.md\`): ${[...learned].map(([file, count]) => `${file} (${count})`).join(', ')}.
  Nothing under a ShareAlike or non-commercial licence, and no message of any customer.
- **Limits**: synthetic posts by few hands; real ones are messier. Sarcasm is a caution at best. Urgency 3 is tuned for recall and often means 2. What lies between a complaint and a
  request or question is often a matter of taste. Invented and rare words, dialects and mixed languages are read by their neighbours only.

## On posts by writers that were not learned from

Each writer's posts are read by weights learned from the others'; macro-F1 / F1 / precision / recall in %.

${table(unseen)}

## On the ${held} held-out posts

By writers of whom nothing was learned and on whom nothing was tuned (\`training/held-out\`); the committed weights without the rules, which can only raise urgency.

${table(heldOut)}
`
}

function table(tallyOf: CardFacts['unseen']): string {
  const rows = SHOWN.map((head) => [head, ...LANGUAGES.map((language) => figures(tallyOf(head, language)))])
  return [['', ...LANGUAGES], ['---', ...LANGUAGES.map(() => '---')], ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function figures(counted: Tally): string {
  return [macroF1, f1, precision, recall].map((measure) => (100 * measure(counted)).toFixed(0)).join(' / ')
}
