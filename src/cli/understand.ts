import { PlazaError } from '../domain/plaza-error.ts'
import { splitLines } from '../pipeline/import-split.ts'
import { openUnderstanding, type Reading, type Understanding } from '../understanding/open-understanding.ts'
import type { Command } from './command.ts'
import { print } from './print.ts'
import { readArgs, usage } from './read-args.ts'
import { relearn } from './understand/relearn.ts'
import { readPost } from './understand/read-post.ts'

export const understand: Command = {
  help: `plaza understand < FILE
plaza understand relearn [--workspace real|rehearsal] [--data FOLDER]

Reads lines from standard input and writes one JSON object a line, in their order and as they come. A line is a text, or a JSON object
with text and, if known, lang and country of its author (es, ES): they count where the words are too few to tell. In a JSON text, line
breaks are \\n. Nothing is stored, nothing leaves this machine, and no database is needed.

  language, type, urgency, tone, target, churn, ultimatum, offlimits, sarcasm
                 what it means; docs/decisions/0007-understanding.md says what each value stands for
  probability    of each of these, 0 to 1
  unsure         those that a person should look at
  entities       what it names: kind, value, start and end in UTF-16 units
  evidence       the words that led to it, by a named rule or by the model

A line that can't be read gets {"error": {"code", "message"}} in its place: empty-line, bad-json, bad-post,
unreadable-line. The rest goes on.

relearn learns from what people of the workspace put right, and says what it is worth on a fifth of it that it has not seen. Only if it
answers better there is it read by; that happens by itself every night. Plaza may be running meanwhile.

Exit code: 0 all lines were read; 1 some could not be; 2 the command was not understood.
`,
  async run(args) {
    if (args[0] === 'relearn') return relearn(args.slice(1))
    const { positionals } = readArgs('understand', args, {})
    if (positionals.length > 0) throw usage('understand', 'It reads standard input and takes no file.')
    return answerLines(await openUnderstanding())
  },
}

/** Answers what came in one piece in one piece; whoever reads slowly slows the reading. */
async function answerLines(understanding: Understanding): Promise<number> {
  let failed = 0
  let waiting: string[] = []
  const flush = async () => {
    if (waiting.length > 0) await print(waiting.join(''))
    waiting = []
  }
  for await (const { text, problem } of splitLines(pieces(process.stdin, flush))) {
    const answer = answerLine(understanding, text, problem)
    if ('error' in answer) failed++
    waiting.push(`${JSON.stringify(answer)}\n`)
  }
  await flush()
  return failed > 0 ? 1 : 0
}

/** The next piece is asked for when the lines of the last one are answered. */
async function* pieces(source: AsyncIterable<Uint8Array>, answered: () => Promise<void>): AsyncGenerator<Uint8Array> {
  for await (const piece of source) {
    yield piece
    await answered()
  }
}

function answerLine(understanding: Understanding, line: string | null, problem: string | null): object {
  try {
    if (line === null) throw new PlazaError('invalid', 'unreadable-line', `The line ${problem}.`)
    const { text, language, country } = readPost(line)
    return present(understanding.read(text, { language, country }))
  } catch (error) {
    if (error instanceof PlazaError) return { error: { code: error.code, message: error.message } }
    throw error
  }
}

/** How often the detector is right where it says it is sure, and where it does not (npm run bench understand). */
const SURE_OF_LANGUAGE = 0.99
const UNSURE_OF_LANGUAGE = 0.6

/** The values and names of the columns of training/authored-care. */
function present({ language, guess, type, urgency, tone, target, churn, ultimatum, offLimits, sarcasm, probability, unsure, entities, evidence }: Reading) {
  const { offLimits: offlimits, ...probabilities } = probability
  const { offLimits: offLimitsEvidence, ...reasons } = evidence
  return {
    language,
    type,
    urgency,
    tone,
    target,
    churn: Number(churn),
    ultimatum: Number(ultimatum),
    offlimits: Number(offLimits),
    sarcasm: Number(sarcasm),
    probability: rounded({ language: language === null ? 0 : guess.sure ? SURE_OF_LANGUAGE : UNSURE_OF_LANGUAGE, ...probabilities, offlimits }),
    unsure: [...(guess.sure ? [] : ['language']), ...unsure.map((verdict) => (verdict === 'offLimits' ? 'offlimits' : verdict))],
    entities,
    evidence: { ...reasons, ...(offLimitsEvidence && { offlimits: offLimitsEvidence }) },
  }
}

function rounded(probability: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(probability).map(([name, value]) => [name, Math.round(value * 1000) / 1000]))
}
