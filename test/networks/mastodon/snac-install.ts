import { ensureDebian } from '../../support/debian.ts'

/** snac2: a small real server of the fediverse, which Debian 12 has among its backports only. */
export function ensureSnac(): Promise<boolean> {
  return ensureDebian([{ name: 'snac2', suite: 'backports' }], 'snac')
}

export const WITHOUT_SNAC = 'snac2 is not here, and could not be installed'
