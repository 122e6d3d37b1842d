import type { RawCrowd } from './raw-story.ts'
import { offsetOf } from './offset.ts'
import type { Step, StoryPerson } from './story.ts'

/**
 * A crowd told out: person and message number n are called `<label>-<n>`, from 1. The same file always gives the same
 * people, texts in turn and moments evenly spread, so that a run can be repeated.
 */
export function tellCrowd(crowd: RawCrowd, at: number, line: number): { steps: Step[]; people: StoryPerson[] } {
  const span = offsetOf(crowd.during)
  const names = Array.from({ length: crowd.count }, (_, i) => `${crowd.label}-${i + 1}`)
  return {
    people: names.map((id, i) => person(crowd, id, i + 1)),
    steps: names.map((id, i) => ({
      do: 'say',
      at: at + Math.floor((span * i) / crowd.count),
      line,
      args: {
        label: id,
        who: id,
        on: crowd.on,
        visibility: 'public',
        text: crowd.texts[i % crowd.texts.length] ?? '',
        ...(crowd.replyTo === undefined ? {} : { replyTo: crowd.replyTo }),
      },
    })),
  }
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
