/** The little of `twitter-text` (which ships no types) that is used here. */
declare module 'twitter-text' {
  const twitter: {
    parseTweet(text: string): { weightedLength: number; valid: boolean }
    extractUrlsWithIndices(text: string): { url: string; indices: [number, number] }[]
    extractMentions(text: string): string[]
  }
  export = twitter
}
