import type { Context } from '../../context.ts'
import { runningServers } from '../../storage/doctor-database.ts'
import { readJobs, readWork, type JobVitals, type WorkspaceVitals } from '../../storage/doctor-work.ts'
import { broken, fine, look, type Check } from './check.ts'

const LATE_SECONDS = 300

/** Whether a server runs, and whether its jobs move. */
export async function checkServer({ db }: Pick<Context, 'db'>): Promise<{ running: boolean; checks: Check[] }> {
  const servers = await runningServers(db)
  const running = servers.length > 0
  const server = running
    ? fine('server', `running as process ${servers.join(', ')}`)
    : look('server', 'no server runs on this database', 'Start it: plaza serve (or npm start). Nothing is heard or sent meanwhile, and nothing is lost.')
  return { running, checks: [server, ...jobs(await readJobs(db), running)] }
}

function jobs({ waiting, due, oldestDue, givenUp, heldByDead }: JobVitals, running: boolean): Check[] {
  const seconds = oldestDue ? (Temporal.Now.instant().epochMilliseconds - oldestDue.epochMilliseconds) / 1000 : 0
  const says = due === 0 ? `${waiting} waiting, none due` : `${due} due, the oldest for ${Math.round(seconds)} s`
  const late = running && seconds > LATE_SECONDS
  return [
    late ? broken('jobs', says, 'The server does not get through its jobs: look at its log, and restart it.') : fine('jobs', says),
    ...(heldByDead > 0 ? [look('jobs', `${heldByDead} were taken by a process that died`, 'Restart the server: it frees them at once.')] : []),
    ...(givenUp > 0
      ? [look('jobs', `${givenUp} failed too often and were given up`, 'The server’s log says why; what they were to send is in the view “Trouble”.')]
      : []),
  ]
}

export async function checkWork({ db }: Pick<Context, 'db'>, workspaceId: string): Promise<Check[]> {
  const work = await readWork(db, workspaceId)
  return [quarantine(work), ...deliveries(work)]
}

function quarantine({ quarantined }: WorkspaceVitals): Check {
  if (quarantined === 0) return fine('quarantine', 'empty')
  return look('quarantine', `${quarantined} items could not be taken in`, 'plaza quarantine list shows them with the reasons; replay them after an update.')
}

function deliveries({ unsure, waitingForAccess, stuck }: WorkspaceVitals): Check[] {
  const troubles = [
    ...(unsure > 0
      ? [
          look(
            'sending',
            `of ${unsure} messages nobody knows whether they arrived`,
            'Open the view “Trouble”: look on the network, and say on each whether it is there.',
          ),
        ]
      : []),
    ...(waitingForAccess > 0
      ? [look('sending', `${waitingForAccess} messages wait for an account’s access`, 'Connect that account again; they go out by themselves.')]
      : []),
    ...(stuck > 0 ? [look('sending', `${stuck} messages should have left by now`, 'If a server runs, look at its log; otherwise start one.')] : []),
  ]
  return troubles.length > 0 ? troubles : [fine('sending', 'nothing is stuck')]
}
