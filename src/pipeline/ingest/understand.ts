import type { DetectLanguage } from '../../understanding/language.ts'
import type { Fresh } from './receive.ts'
import type { Threaded } from './thread.ts'

export interface Understood extends Threaded {
  languageOf: Map<Fresh, string | null>
}

/** Stage 4: what each message means. For now its language; a short text falls back to what is known of its author and ticket. */
export function understand(detectLanguage: DetectLanguage, threaded: Threaded): Understood {
  const languageOf = new Map<Fresh, string | null>()
  for (const { message, ticket } of threaded.placed) {
    const language = detectLanguage(message.post.text, [threaded.identityOf.get(message)?.language, ticket?.language, message.post.language])
    languageOf.set(message, language)
  }
  return { ...threaded, languageOf }
}
