import type { Person } from './world.ts'

const MENTION = /(?<![=/\p{L}\p{N}_])@([a-z0-9_]+(?:[a-z0-9_.-]+[a-z0-9_]+)?(?:@[\p{L}\p{N}.-]+[\p{L}\p{N}]+)?)/giu
const ENTITY =
  /(https?:\/\/[^\s<>"']+)|(?<![=/\p{L}\p{N}_])@([a-z0-9_]+(?:[a-z0-9_.-]+[a-z0-9_]+)?(?:@[\p{L}\p{N}.-]+[\p{L}\p{N}]+)?)|(?<![\p{L}\p{N}_&/])#([\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*)/giu
const MAX_SHOWN = 30

export function namesIn(text: string): string[] {
  return [...text.matchAll(MENTION)].map(([, name = '']) => name)
}

/** HTML as Mastodon makes it of a plain text: paragraphs, links with their ends hidden, microformats on mentions. */
export function render(text: string, domain: string, find: (handle: string) => Person | undefined): string {
  const paragraphs = text.replace(/\r\n?/g, '\n').split(/\n{2,}/)
  return paragraphs.map((one) => `<p>${inline(one, domain, find).replaceAll('\n', '<br />')}</p>`).join('')
}

function inline(text: string, domain: string, find: (handle: string) => Person | undefined): string {
  let html = ''
  let from = 0
  for (const match of text.matchAll(ENTITY)) {
    const [whole, url, handle, tag] = match
    html += escape(text.slice(from, match.index))
    from = match.index + whole.length
    if (url) html += link(url)
    else if (tag)
      html += `<a href="https://${domain}/tags/${encodeURIComponent(tag.toLowerCase())}" class="mention hashtag" rel="tag">#<span>${escape(tag)}</span></a>`
    else html += mention(whole, find(handle ?? ''))
  }
  return html + escape(text.slice(from))
}

function link(url: string): string {
  const scheme = /^https?:\/\/(?:www\.)?/.exec(url)?.[0] ?? ''
  const rest = url.slice(scheme.length)
  const [shown, hidden] = [rest.slice(0, MAX_SHOWN), rest.slice(MAX_SHOWN)]
  const ellipsis = hidden ? 'ellipsis' : ''
  return `<a href="${escape(url)}" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">${escape(scheme)}</span><span class="${ellipsis}">${escape(shown)}</span><span class="invisible">${escape(hidden)}</span></a>`
}

function mention(whole: string, person: Person | undefined): string {
  if (!person) return escape(whole)
  const [user, host] = person.handle.split('@')
  return `<span class="h-card" translate="no"><a href="https://${host}/@${user}" class="u-url mention">@<span>${escape(user ?? '')}</span></a></span>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
}
