/** What rehearsed people say when somebody answers them and their story has no words for it; by language and manner. */
const WORDS: Record<string, Record<'courteous' | 'neutral' | 'rude', string[]>> = {
  es: {
    courteous: ['Muchas gracias por contestar, quedo atenta.', 'Perfecto, gracias de verdad por la ayuda.'],
    neutral: ['Vale, espero noticias entonces.', 'De acuerdo, gracias.'],
    rude: ['A ver si es verdad esta vez.', 'Ya. Lo creeré cuando lo vea.'],
  },
  it: {
    courteous: ['Grazie mille della risposta, attendo.', 'Perfetto, grazie davvero per l’aiuto.'],
    neutral: ['Va bene, aspetto notizie.', 'D’accordo, grazie.'],
    rude: ['Vediamo se stavolta è vero.', 'Ci credo quando lo vedo.'],
  },
  pt: {
    courteous: ['Muito obrigada pela resposta, fico à espera.', 'Perfeito, obrigado mesmo pela ajuda.'],
    neutral: ['Está bem, aguardo notícias.', 'Combinado, obrigado.'],
    rude: ['Vamos ver se desta vez é verdade.', 'Só acredito vendo.'],
  },
  en: {
    courteous: ['Thank you so much for answering, I’ll wait to hear.', 'Perfect, thank you for the help.'],
    neutral: ['All right, I’ll wait for news then.', 'OK, thanks.'],
    rude: ['Let’s see if it’s true this time.', 'I’ll believe it when I see it.'],
  },
}

/** The `turn`-th answer of such a person; null when they have said what they had to say. */
export function acknowledgement(person: { language: string; manner: string }, turn: number): string | null {
  const byManner = WORDS[person.language.slice(0, 2)] ?? WORDS['en']!
  const manner = person.manner === 'abusive' ? 'rude' : (person.manner as 'courteous' | 'neutral' | 'rude')
  return byManner[manner][turn] ?? null
}
