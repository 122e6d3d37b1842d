import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openLanguageGuesser, settleLanguage } from '../../src/understanding/language.ts'

const guess = await openLanguageGuesser()

const POSTS: Record<string, string[]> = {
  es: ['@aeroandes ¿alguien sabe algo del vuelo AV-77 de las 16:30? En el mostrador no hay nadie.', 'vergüenza', 'hola buenas'],
  it: ['Buongiorno, il pacco risulta consegnato ma qui non è arrivato nulla https://a.test/x', 'che vergogna', 'grazie mille'],
  pt: ['Boa tarde, é possível mudar o nome no bilhete? Obrigada desde já!', 'muito obrigado', 'que vergonha'],
  en: ['Third time I write about the same thing. Is anybody there at all?', 'still waiting', 'hi'],
  ca: ['Bon dia, algú em pot dir què passa amb el meu equipatge perdut?'],
  fr: ['Bonjour, mon colis n’est toujours pas arrivé et personne ne me répond'],
}

for (const [language, posts] of Object.entries(POSTS))
  test(`${language} is told from its words`, () => {
    for (const post of posts) assert.deepEqual([post, guess(post)], [post, { language, sure: true }])
  })

test('where words are too few, what is known of the author decides', () => {
  assert.equal(settleLanguage(guess('ok 👍'), [null, 'pt', 'es']), 'pt')
  assert.equal(settleLanguage(guess('@aeroandes 8842190 https://a.test'), ['it']), 'it')
  assert.equal(settleLanguage(guess('12345'), []), null)
})

test('sure words win over what was known', () => {
  assert.equal(settleLanguage(guess('Buongiorno, il pacco risulta consegnato ma qui non è arrivato nulla'), ['es']), 'it')
})
