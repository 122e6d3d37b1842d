/** A catalog, compiled by Lingui's plugin as it is imported. */
declare module '*.po' {
  export const messages: Record<string, string>
}

/** Only what vite.config.ts asks of it. */
declare module '@babel/core' {
  export function transformAsync(code: string, options: Record<string, unknown>): Promise<{ code?: string; map?: string } | null>
}

/** X's own counting, of which we need one function. */
declare module 'twitter-text' {
  const twitter: { parseTweet(text: string): { weightedLength: number; valid: boolean } }
  export default twitter
}

/** A sample manual, as its text. */
declare module '*.yaml?raw' {
  const text: string
  export default text
}
