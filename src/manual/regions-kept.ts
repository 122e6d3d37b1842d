import type { ManualDocument } from './shape/document.ts'

/** The countries and regions whose holidays hold where a calendar does: its own; where it names none, or there is no calendar, those of all. */
export function regionsKept({ calendars }: Pick<ManualDocument, 'calendars'>, calendar: string | undefined): readonly string[] {
  const own = calendar === undefined ? undefined : calendars[calendar]?.holidays
  return own ?? [...new Set(Object.values(calendars).flatMap(({ holidays }) => holidays ?? []))]
}
