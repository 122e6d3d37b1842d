/** How a language says «until then» and «from then on»; the day comes in its own words. */
const WHEN: Record<string, { by(day: string, time: string): string; from(day: string, time: string): string }> = {
  es: {
    by: (day, time) => `el ${day} antes de ${isOne(time) ? 'la' : 'las'} ${time}`,
    from: (day, time) => `el ${day} a partir de ${isOne(time) ? 'la' : 'las'} ${time}`,
  },
  it: { by: (day, time) => `${day} entro ${isOne(time) ? 'l’' : 'le '}${time}`, from: (day, time) => `${day} ${isOne(time) ? 'dall’' : 'dalle '}${time}` },
  pt: { by: (day, time) => `${day} até ${isOne(time) ? 'à' : 'às'} ${time}`, from: (day, time) => `${day} a partir ${isOne(time) ? 'da' : 'das'} ${time}` },
  en: { by: (day, time) => `by ${time} on ${day}`, from: (day, time) => `from ${time} on ${day}` },
}

/** Of the hours, one alone is singular in Romance languages. */
function isOne(time: string): boolean {
  return time.startsWith('01:')
}

export interface When {
  /** «el lunes 23 antes de las 09:15». */
  whole: string
  /** «lunes 23». */
  day: string
  /** «09:15». */
  time: string
}

/** A moment on the brand's wall, in a language; null in one that has no words for it here. `kind` says whether it is a limit or a beginning. */
export function whenWords(at: Temporal.Instant, kind: 'by' | 'from', { zone, language }: { zone: string; language: string }): When | null {
  const words = WHEN[language]
  if (!words) return null
  const local = at.toZonedDateTimeISO(zone)
  const day = `${local.toLocaleString(language, { weekday: 'long' })} ${local.day}`
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
  return { whole: words[kind](day, time), day, time }
}
