import { AppBskyRichtextFacet, RichText, type Agent } from '@atproto/api'

/** Mentions, links and tags of a text, at their places in its UTF-8 bytes. A mention of nobody stays plain text. */
export async function facetsOf(text: string, agent: Agent): Promise<AppBskyRichtextFacet.Main[] | undefined> {
  const rich = new RichText({ text })
  await rich.detectFacets(agent)
  const facets = rich.facets?.filter(({ features }) => features.every((feature) => !AppBskyRichtextFacet.isMention(feature) || feature.did !== ''))
  return facets?.length ? facets : undefined
}
