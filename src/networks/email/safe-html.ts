import sanitizeHtml from 'sanitize-html'

/** What the screen may find in our HTML beyond ordinary markup; the screen decides when to follow it. */
export const MARKS = {
  /** Index into the message's media. */
  media: 'data-media',
  /** An image that lives elsewhere: loading it tells its sender who reads, so the screen asks first. */
  remote: 'data-remote-src',
  /** A quoted earlier mail, shown closed. */
  folded: 'data-folded',
} as const

const COLOUR = /^(#[0-9a-f]{3,8}|[a-z]{3,20}|rgba?\([\d\s.,%]{3,40}\))$/i

/**
 * HTML from a stranger that may stand inside our own page: no script, no form, no frame, no style that reaches outside its
 * box, nothing that loads by being shown. `mediaOf` gives the index of the attachment a `cid:` names.
 */
export function safeHtml(html: string, mediaOf: (cid: string) => number | null): string {
  return sanitizeHtml(html, {
    allowedTags: [...sanitizeHtml.defaults.allowedTags.filter((tag) => !FORBIDDEN.has(tag)), 'img', 'font', 'center', 'del', 'ins'],
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title'],
    allowedAttributes: {
      a: ['href', 'title', 'rel', 'target'],
      img: ['src', 'alt', 'width', 'height', ...Object.values(MARKS)],
      td: ['colspan', 'rowspan', 'align', 'valign'],
      th: ['colspan', 'rowspan', 'align', 'valign'],
      font: ['color'],
      '*': ['style', 'dir', 'lang', MARKS.folded],
    },
    allowedStyles: {
      '*': {
        color: [COLOUR],
        'background-color': [COLOUR],
        'text-align': [/^(left|right|center|justify)$/],
        'font-weight': [/^(bold|normal|[1-9]00)$/],
        'font-style': [/^(italic|normal)$/],
        'text-decoration': [/^(underline|line-through|none)$/],
      },
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    nestingLimit: 100,
    transformTags: {
      a: (tagName, { href, title }) => ({ tagName, attribs: filled({ href, title, rel: 'noopener noreferrer nofollow', target: '_blank' }) }),
      img: (tagName, attribs) => ({ tagName, attribs: image(attribs, mediaOf) }),
      div: markQuote,
      blockquote: markQuote,
    },
  }).trim()
}

const FORBIDDEN = new Set(['main', 'nav', 'header', 'footer', 'aside', 'section', 'article'])

function image({ src = '', alt, width, height, ...marks }: sanitizeHtml.Attributes, mediaOf: (cid: string) => number | null): sanitizeHtml.Attributes {
  // Made safe before, by us or by somebody who writes the same marks: they claim nothing that `src` could not.
  const marked = /^\d{1,3}$/.test(marks[MARKS.media] ?? '') ? { [MARKS.media]: marks[MARKS.media] } : {}
  const seen = filled({ alt, width, height, ...marked })
  const [, cid] = /^cid:(.+)$/i.exec(src.trim()) ?? []
  if (cid) {
    const index = mediaOf(decoded(cid))
    return index === null ? seen : { ...seen, [MARKS.media]: String(index) }
  }
  const remote = (src.trim() || (marks[MARKS.remote] ?? '')).replace(/^\/\//, 'https://')
  if (/^https?:\/\//i.test(remote)) return { ...seen, [MARKS.remote]: remote }
  return /^data:image\/(png|jpeg|gif|webp);base64,/i.test(src) ? { ...seen, src } : seen
}

// Gmail, Thunderbird, Apple Mail and Yahoo wrap what they quote; Outlook does not, and stays open.
function markQuote(tagName: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const quoted = attribs.type === 'cite' || /(^|\s)(gmail_quote|moz-cite-prefix|yahoo_quoted)(\s|$)/.test(attribs.class ?? '')
  return { tagName, attribs: quoted ? { ...attribs, [MARKS.folded]: '' } : attribs }
}

function filled(attribs: Record<string, string | undefined>): sanitizeHtml.Attributes {
  return Object.fromEntries(Object.entries(attribs).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

function decoded(cid: string): string {
  try {
    return decodeURIComponent(cid)
  } catch {
    return cid
  }
}
