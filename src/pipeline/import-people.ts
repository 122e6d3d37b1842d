import type { Db } from '../storage/database.ts'
import { findPeople, uniteIdentities, type PersonFound, type PersonLine } from '../storage/import-people.ts'

export interface Counted {
  fresh: number
  /** Already so: nothing changed. */
  known: number
}

/** Person lines: their identities become one person. What a person was last heard in here wins over a line's language. */
export async function importPeople(db: Db, workspaceId: string, lines: readonly PersonLine[]): Promise<Counted> {
  const found = lines.length === 0 ? [] : await findPeople(db, workspaceId, lines)
  let fresh = 0
  let known = 0
  for (const [n, line] of lines.entries()) {
    if (alreadySo(found[n]!, line)) known += 1
    // Asked again: a line before this one may have brought some of them together.
    else if (await uniteIdentities(db, workspaceId, line, (await findPeople(db, workspaceId, [line]))[0]!.personIds)) fresh += 1
    else known += 1
  }
  return { fresh, known }
}

function alreadySo({ personIds, strange, sameName, hasLanguage }: PersonFound, line: PersonLine): boolean {
  return personIds.length === 1 && strange === 0 && sameName && (hasLanguage || line.language === undefined)
}
