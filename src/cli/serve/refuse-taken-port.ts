import { createServer } from 'node:net'
import type { Config } from '../../config.ts'
import { PlazaError } from '../../domain/plaza-error.ts'

type Place = Pick<Config, 'host' | 'port'>

const SENTENCES: Record<string, (place: Place) => string> = {
  EADDRINUSE: ({ port }) => `Port ${port} is taken by another program (is Plaza already running?); stop it or set PLAZA_PORT to another.`,
  EACCES: ({ port }) => `This user may not serve on port ${port}; set PLAZA_PORT to 1024 or above, and let a web server in front of Plaza have ${port}.`,
  EADDRNOTAVAIL: ({ host }) => `This machine has no address ${host}; set PLAZA_HOST to one it has, such as 127.0.0.1.`,
  ENOTFOUND: ({ host }) => `There is no host ${host}; set PLAZA_HOST to an address of this machine, such as 127.0.0.1.`,
}

/** Throws `port` before anything is started; only the bind itself, later, is certain. */
export function refuseTakenPort(place: Place): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const sentence = SENTENCES[error.code ?? '']?.(place) ?? `Plaza can’t serve on ${place.host}:${place.port} (${error.code}).`
      reject(new PlazaError('unavailable', 'port', sentence, error))
    })
    probe.listen(place.port, place.host, () => probe.close(() => resolve()))
  })
}
