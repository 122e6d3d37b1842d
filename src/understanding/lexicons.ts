import type { Lexicon } from './concepts.ts'
import CA from './cues/ca.json' with { type: 'json' }
import EN from './cues/en.json' with { type: 'json' }
import ES from './cues/es.json' with { type: 'json' }
import FR from './cues/fr.json' with { type: 'json' }
import IT from './cues/it.json' with { type: 'json' }
import PT from './cues/pt.json' with { type: 'json' }

/** What people say, by language and concept. The same names in every language: what is learned of one serves all. */
export const LEXICONS: Readonly<Record<string, Lexicon>> = { es: ES, it: IT, pt: PT, en: EN, ca: CA, fr: FR }
