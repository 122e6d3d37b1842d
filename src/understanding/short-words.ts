/** Posts of a word or two that n-grams can't tell, each sure in one of our languages. */
const WORDS: Record<string, string> = {
  es: 'hola|buenas|buenos días|buenas tardes|buenas noches|gracias|muchas gracias|vale|vergüenza|qué vergüenza|ayuda|por favor|vuelo|pésimo|adiós|sí|disculpe|lamentable|inaceptable|hola buenas|ya está|y ahora qué|respondan|contesten',
  it: 'ciao|salve|buongiorno|buonasera|grazie|grazie mille|vergogna|che vergogna|aiuto|per favore|per cortesia|pessimo|pessimi|volo|rispondete|va bene|prego|scusate|assurdo|inaccettabile|grazie a voi',
  pt: 'olá|oi|bom dia|boa tarde|boa noite|obrigado|obrigada|muito obrigado|muito obrigada|vergonha|que vergonha|ajuda|socorro|péssimo|voo|respondam|não|então|desculpe|inaceitável|tudo bem',
  en: 'hi|hello|hey|thanks|thank you|thank you so much|shame|shame on you|help|please|flight|ok thanks|good morning|good evening|anyone there|hello there|still waiting|any news|any update|unacceptable',
}

export const SHORT_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries(WORDS).flatMap(([language, words]) => words.split('|').map((word) => [word, language] as const)),
)
