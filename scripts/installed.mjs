import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Whether node_modules holds what the lock file says. npm notes there what it installed when all is done, and takes the note away
 * first when it begins: an installation that was cut short has none.
 */
export function installed(root) {
  const note = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(note)) return false
  const wanted = read(join(root, 'package-lock.json'))
  const present = read(note)
  return (
    Object.entries(wanted).every(([place, entry]) => place === '' || entry.optional || present[place]) &&
    Object.entries(present).every(([place, entry]) => sameBuild(entry, wanted[place]) && fits(entry.os, process.platform) && fits(entry.cpu, process.arch))
  )
}

function read(lock) {
  return JSON.parse(readFileSync(lock, 'utf8')).packages
}

function sameBuild(one, other) {
  return one.version === other?.version && (one.integrity ?? '') === (other?.integrity ?? '')
}

/** A folder that was copied from another kind of machine holds builds that can't run here. */
function fits(allowed, ours) {
  if (!allowed) return true
  return allowed.some((name) => name.startsWith('!')) ? !allowed.includes(`!${ours}`) : allowed.includes(ours)
}
