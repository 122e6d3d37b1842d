import { msg } from '@lingui/core/macro'
import type { Words } from '../words/use-words.ts'

/** The stories of the house by their ids, in the reader's language. Others say their own title and summary. */
export const storyTitles: Words = {
  'owners-eye': msg({ message: 'The owner’s eye', context: 'story' }),
  'the-square': msg({ message: 'The square', context: 'story' }),
  courtesy: msg({ message: 'Courtesy', context: 'story' }),
  'being-present': msg({ message: 'Being present', context: 'story' }),
  'the-plan': msg({ message: 'The plan', context: 'story' }),
}

export const storySummaries: Words = {
  'owners-eye': msg`Argentina, a Thursday in August 2017. A look-alike of the top executive answers a customer, and everybody believes it.`,
  'the-square': msg`Italy, the week before Christmas. A present is lost, an ultimatum is written, and the laundry is washed in public.`,
  courtesy: msg`Mexico. A man with a large audience insults a parcel company until it trends; an author with a similar one asks kindly.`,
  'being-present': msg`Colombia, a Saturday in November 2010. An airline's account promises to listen, and is silent while a passenger waits six hours.`,
  'the-plan': msg`Spain, 2013. However a brand means to use its account, people praise and complain there, and both deserve an answer.`,
}
