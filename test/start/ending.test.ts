import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Browser, found, OWNER } from '../support/http.ts'
import { alive, dataFolder, postmaster, readyAt, runProgram, type Program } from './program.ts'

const folder = await dataFolder()

describe('Plaza ends well, whoever ends', () => {
  test('Ctrl+C stops everything that npm start started', async () => {
    const plaza = start('bin/plaza.mjs')
    await readyAt(plaza)
    plaza.signalGroup('SIGINT')
    await endedWell(plaza, 0)
  })

  test('the server ends when what started it is killed without a word', async () => {
    const plaza = start('bin/plaza.mjs')
    await readyAt(plaza)
    plaza.child.kill('SIGKILL')
    await endedWell(plaza, 'SIGKILL')
  })

  test('what a killed server had acknowledged is there at the next start, which adopts the database; a killed database comes back by itself', async () => {
    const killed = start('src/main.ts')
    await found(await readyAt(killed))
    killed.child.kill('SIGKILL')
    assert.equal(await killed.ended, 'SIGKILL')
    const left = postmaster(folder)
    assert.ok(left !== null && alive(left), 'PostgreSQL goes on without us')

    const plaza = start('src/main.ts')
    const address = await readyAt(plaza)
    assert.equal(postmaster(folder), left)
    await signIn(address)

    await refusesToShare(new URL(address).port)

    process.kill(left, 'SIGKILL')
    await plaza.says('the database is back')
    assert.notEqual(postmaster(folder), left)
    await signIn(address)

    plaza.child.kill('SIGTERM')
    await endedWell(plaza, 0)
  })
})

function start(script: string, port = '0'): Program {
  return runProgram([script, 'serve'], { PLAZA_DATA: folder, PLAZA_PORT: port, PLAZA_LOG_LEVEL: 'silent' })
}

async function endedWell(plaza: Program, how: number | NodeJS.Signals): Promise<void> {
  assert.equal(await plaza.ended, how, plaza.said())
  assert.match(plaza.said(), /plaza: stopped\.\n$/)
  assert.equal(postmaster(folder), null, 'the database was stopped too')
}

async function signIn(address: string): Promise<void> {
  const browser = new Browser(address)
  await browser.must('POST', '/api/auth/sign-in/email', { email: OWNER.email, password: OWNER.password })
  await browser.must('GET', '/me')
}

async function refusesToShare(port: string): Promise<void> {
  const second = start('src/main.ts', port)
  assert.equal(await second.ended, 1)
  assert.equal(second.said(), `plaza: Port ${port} is taken by another program (is Plaza already running?); stop it or set PLAZA_PORT to another.\n`)
}
