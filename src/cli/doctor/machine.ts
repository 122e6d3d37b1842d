import { existsSync } from 'node:fs'
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import { broken, fine, look, type Check } from './check.ts'

const NODE_MAJOR = 26
const GIB = 2 ** 30
const LITTLE_SPACE = GIB
const NO_SPACE = GIB / 5

/** The ground Plaza stands on: its Node, its folder, its disk. */
export async function checkMachine(config: Config): Promise<Check[]> {
  return [runtime(), await folder(config), await space(config)]
}

function runtime(): Check {
  const { node } = process.versions
  if (Number(node.split('.')[0]) >= NODE_MAJOR) return fine('runtime', `Node ${node}`)
  return broken('runtime', `Node ${node}`, `Plaza brings its own Node ${NODE_MAJOR}: start it with npm start or npx plaza, not with another node.`)
}

async function folder({ dataFolder }: Config): Promise<Check> {
  const probe = join(dataFolder, `.doctor-${process.pid}`)
  try {
    await mkdir(dataFolder, { recursive: true, mode: 0o711 })
    await writeFile(probe, '')
    await rm(probe)
    return fine('data folder', `${dataFolder} is writable`)
  } catch {
    return broken('data folder', `${dataFolder} can’t be written to`, 'Make it writable for the user that runs Plaza, or set PLAZA_DATA to another folder.')
  }
}

async function space({ dataFolder }: Config): Promise<Check> {
  const disk = await statfs(dataFolder).catch(() => null)
  if (!disk) return look('disk', 'its free space can’t be read', 'Make sure that the data folder exists.')
  const free = disk.bavail * disk.bsize
  const says = `${gib(free)} free`
  if (free < NO_SPACE) return broken('disk', says, 'Make room now: a full disk stops the database.')
  return free < LITTLE_SPACE ? look('disk', says, 'Make room soon, or move PLAZA_DATA to a larger disk.') : fine('disk', says)
}

export function gib(bytes: number): string {
  return bytes < GIB ? `${Math.round(bytes / 2 ** 20)} MB` : `${(bytes / GIB).toFixed(1)} GB`
}

/** Whether there is a database to look at: the doctor creates none. */
export function hasDatabase({ databaseUrl, dataFolder }: Config): boolean {
  return databaseUrl !== null || existsSync(join(dataFolder, 'postgres', 'PG_VERSION'))
}
