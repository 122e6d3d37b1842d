import type { RawCrowd } from './raw-story.ts'
import { offsetOf } from './offset.ts'
import type { Step, StoryPerson } from './story.ts'

/**
 * A crowd told out: person and message number n are called `<label>-<n>`, from 1. The same file always gives the same
 * people, texts in turn and moments evenly spread, so that a run can be repeated. An answer to one is called `<label>-<n>-answer`.
 */
export function tellCrowd(crowd: RawCrowd, at: number, line: number): { steps: Step[]; people: StoryPerson[] } {
  const span = offsetOf(crowd.during)
  const names = Array.from({ length: crowd.count }, (_, i) => `${crowd.label}-${i + 1}`)
  return {
    people: names.map((id, i) => person(crowd, id, i + 1)),
    steps: names.flatMap((id, i) => {
      const saidAt = at + Math.floor((span * i) / crowd.count)
      const answered = crowd.answered ? [answer(crowd, crowd.answered, { id, saidAt, line })] : []
      return [speak(crowd, { id, i, at: saidAt, line }), ...answered]
    }),
  }
}

function speak({ on, texts, replyTo }: RawCrowd, { id, i, at, line }: { id: string; i: number; at: number; line: number }): Step {
  const args = { label: id, who: id, on, visibility: 'public' as const, text: texts[i % texts.length] ?? '', ...(replyTo === undefined ? {} : { replyTo }) }
  return { do: 'say', at, line, args }
}

type Answered = NonNullable<RawCrowd['answered']>

function answer({ on }: RawCrowd, { by, after, text }: Answered, { id, saidAt, line }: { id: string; saidAt: number; line: number }): Step {
  return { do: 'say', at: saidAt + offsetOf(after), line, args: { label: `${id}-answer`, who: by, on, visibility: 'public', text, replyTo: id } }
}

function person(crowd: RawCrowd, id: string, n: number): StoryPerson {
  return {
    id,
    name: `${capital(crowd.label.replaceAll('-', ' '))} ${n}`,
    language: crowd.language,
    manner: 'neutral',
    identities: [{ network: crowd.on, handle: handle(crowd, n), followers: 20 + ((n * 37) % 400) }],
  }
}

/** As the network writes handles; X allows fifteen letters. */
function handle(crowd: RawCrowd, n: number): string {
  const word = crowd.label.replaceAll('-', '').slice(0, 10)
  if (crowd.on === 'bluesky') return `${word}${n}.test`
  return crowd.on === 'email' ? `${word}${n}@people.example` : `${word}${n}`
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
