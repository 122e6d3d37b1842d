/**
 * The part of a regular expression that could take very long on a crafted text, or null. The numbers of a brand need little, so three
 * things are refused, and with them all that can run away: repeating without a bound, repeating a group that itself varies, and
 * referring back. It may refuse what would have been harmless, never the other way round.
 */
export function dangerIn(pattern: string): string | null {
  const reader = new Reader(pattern)
  reader.choice()
  return reader.danger
}

/** Repetitions beyond this are as good as endless. */
const MANY = 64

type Atom = 'letter' | 'group' | 'varying group' | 'back reference'

class Reader {
  danger: string | null = null
  readonly #pattern: string
  #at = 0

  constructor(pattern: string) {
    this.#pattern = pattern
  }

  /** Alternatives, up to a closing bracket; answers whether what they take varies. */
  choice(): boolean {
    let varies = this.#sequence()
    while (this.#pattern[this.#at] === '|') {
      this.#at++
      this.#sequence()
      varies = true
    }
    return varies
  }

  #sequence(): boolean {
    let varies = false
    while (this.#at < this.#pattern.length && !'|)'.includes(this.#pattern[this.#at]!)) varies = this.#piece() || varies
    return varies
  }

  #piece(): boolean {
    const start = this.#at
    const atom = this.#atom()
    const { least, most } = this.#repeat()
    const isDangerous = most > MANY || atom === 'back reference' || (atom === 'varying group' && most > 1)
    if (isDangerous) this.danger ??= this.#pattern.slice(start, this.#at)
    return least !== most || atom === 'varying group'
  }

  #atom(): Atom {
    const rest = this.#pattern.slice(this.#at)
    const [opening] = /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/.exec(rest) ?? []
    if (opening !== undefined) return this.#group(opening)
    const [source] = /^(?:\[(?:\\.|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\k<\w+>|\\.|[\s\S])/u.exec(rest) ?? [rest]
    this.#at += source.length
    return /^\\(?:[1-9]|k)/.test(source) ? 'back reference' : 'letter'
  }

  #group(opening: string): Atom {
    this.#at += opening.length
    const varies = this.choice()
    this.#at++
    return varies ? 'varying group' : 'group'
  }

  #repeat(): { least: number; most: number } {
    const [source, simple, from, comma, to] = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(this.#pattern.slice(this.#at)) ?? ['']
    this.#at += source.length
    if (source === '') return { least: 1, most: 1 }
    if (simple) return { least: simple === '+' ? 1 : 0, most: simple === '?' ? 1 : Infinity }
    return { least: Number(from), most: comma ? Number(to || Infinity) : Number(from) }
  }
}
