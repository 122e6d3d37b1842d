import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readStory } from '../src/rehearsal/story/read-story.ts'
import { StoryUnreadable } from '../src/rehearsal/story/story-problem.ts'

/** The complete example of the README: what it teaches must be true. */
const EXAMPLE = /```yaml\n([\s\S]*?)```/.exec(readFileSync(new URL('../stories/README.md', import.meta.url), 'utf8'))?.[1] ?? ''

/** `[what is changed, into what, the line's text that must be pointed at, the problem, the way out]` */
const MISTAKES: [was: string, becomes: string, at: string, what: RegExp, instead: RegExp][] = [
  ['tickets: {', 'tikets: {', 'tikets: {', /«tikets» is not known in «check»/, /did you mean «tickets»/],
  ['check: { sent:', 'check: { levitates:', 'levitates', /«levitates» is not known/, /known are tickets, same-ticket/],
  ['count: 1', 'count: many', 'many', /«many» is no integer/, /takes one integer/],
  ['person: ada, count: 1', 'person: ada', '{ person: ada', /says no amount/, /count, atLeast or atMost/],
  ['person: ada', 'person: adah', 'adah', /«adah» is no person of this story/, /did you mean «ada»/],
  ['who: ada', 'who: zoe', 'zoe', /«zoe» is no person or account/, /known are ada, desk/],
  ['agent: joan\n      to', 'agent: john\n      to', 'john', /«john» is no agent/, /did you mean «joan»/],
  ['to: lost', 'to: lots', 'lots', /«lots» is no label of a message/, /did you mean «lost»/],
  ['reply: found, vis', 'reply: fund, vis', 'fund', /«fund» is no label/, /did you mean «found»/],
  ['label: found', 'label: lost', 'label: lost\n      agent', /the label «lost» is used twice/, /name of its own/],
  ['id: answered', 'id: one-ticket', 'one-ticket\n    says: The answer', /«one-ticket» stands here twice/, /name of its own/],
  ['at: +5m\n    reply', 'at: 5m\n    reply', '5m\n    reply', /«5m» does not fit «at»/, /an offset from the start/],
  ['at: +6m', 'at: +4m', '+4m', /\+4m comes after \+5m/, /in the order in which they happen/],
  ['at: +5m\n    check', 'at: +4m\n    check', 'found, vis', /«found» has not been said at \+4m/, /move this after line \d+/],
  ['on: bluesky\n      vis', 'on: x\n      vis', 'x\n      vis', /«ada» is not on x/, /choose bluesky/],
  ['on: bluesky\n      vis', 'on: phone\n      vis', 'phone\n      vis', /nothing can be posted on the phone/, /«call»/],
  ['on: bluesky\n      vis', 'on: blusky\n      vis', 'blusky', /«blusky» is no «on»/, /did you mean «bluesky»/],
  ['visibility: public\n      text: "@', 'visibility: private\n      text: "@', 'label: lost\n', /a private message has no «to»/, /to whom/],
  ['      twice: true', '      to: [desk, ada]', 'ada]', /does not name @ada.test/, /write @ada.test in the text/],
  ['"@tramnine.test I left', '"I left', 'lost\n      visibility: public\n      text: It', /reaches none of our connected accounts/, /name an account/],
  ['handle: ada.test', 'handle: Ada', 'Ada, followers', /«Ada» is no handle on bluesky/, /a domain in small letters/],
  ['handle: ada.test', 'handle: tramnine.test', 'ada:', /«desk» and «ada» are both tramnine.test/, /handle of its own/],
  ['later: remedies', 'later: "issue 4"', '"issue 4"', /does not fit «later»/, /no issue numbers/],
  ['later: remedies', 'soon: remedies', 'soon', /«soon» is not known/, /known are id, says, at, check, later/],
  ['    later: remedies\n', '', 'id: kept-dry', /holds too little/, /exactly one of check, later/],
  ['twice: true', 'thrice: true', 'thrice', /«thrice» is not known in «say»/, /did you mean «twice»/],
  ['      who: ada\n', '', 'label: lost\n', /«say» has no «who»/, /a name from people or accounts|«who: …»/],
  ['resolve: {', 'dissolve: {', 'dissolve', /«dissolve» is not known/, /did you mean «resolve»/],
  ['role: agent', 'role: wizard', 'wizard', /«wizard» is no «role»/, /one of owner, supervisor, agent/],
  ['starts: 2024-03-04T09:00:00Z', 'starts: Monday', 'starts: Monday', /does not fit «starts»/, /a date and time with its offset/],
  ['text: It is here', 'text: Here #lost and found, it is', 'Here #lost', /the text ends at «#lost and found/, /quotes/],
  ['story: lost-umbrella', 'story: lost-umbrella\nstory: again', 'story: again', /unique/i, /yaml/],
  ['brand: {', 'brand: [', 'brand: [', /./, /yaml/],
]

test('the example of the README is a story', () => {
  const story = readStory(EXAMPLE, 'example.yaml')
  assert.deepEqual(
    story.timeline.map((step) => [step.do, step.at]),
    [
      ['say', 0],
      ['reply', 300_000],
      ['resolve', 360_000],
    ],
  )
  assert.deepEqual(
    story.expectations.map(({ id, proof }) => [id, proof.kind]),
    [
      ['one-ticket', 'check'],
      ['answered', 'check'],
      ['kept-dry', 'later'],
    ],
  )
})

for (const [was, becomes, at, what, instead] of MISTAKES) {
  test(`a story with «${becomes.split('\n')[0]?.trim() || `no ${was.trim()}`}» is refused at its place`, () => {
    assert.ok(EXAMPLE.includes(was), `the example holds «${was}»`)
    const text = EXAMPLE.replace(was, becomes)
    const problems = problemsOf(text)
    const problem = problems.find((problem) => what.test(problem.what))
    assert.ok(problem, `${what} among ${JSON.stringify(problems)}`)
    assert.match(problem.instead, instead)
    assert.ok(problem.column >= 1 && problem.line >= 1)
    assertNear(text, at, problem)
  })
}

test('every problem of a file is told at once, in the order of the file', () => {
  const problems = problemsOf(EXAMPLE.replace('role: brand', 'role: king').replace('later: remedies', 'later: ""'))
  assert.deepEqual(
    problems.map((problem) => /«(role|later)»/.exec(problem.what)?.[1]),
    ['role', 'later'],
  )
})

test('the error reads as file:line:column', () => {
  assert.throws(
    () => readStory(EXAMPLE.replace('role: agent', 'role: agnet'), 'my.yaml'),
    /^StoryUnreadable: my\.yaml:\d+:\d+: «agnet» is no «role»; did you mean «agent»\?$/,
  )
})

function problemsOf(text: string) {
  try {
    readStory(text, 'broken.yaml')
  } catch (error) {
    if (error instanceof StoryUnreadable) return error.problems
    throw error
  }
  return assert.fail('it was read')
}

function assertNear(text: string, at: string, { line }: { line: number }): void {
  const offset = text.indexOf(at)
  assert.ok(offset >= 0, `the broken story holds «${at}»`)
  const wanted = text.slice(0, offset).split('\n').length
  assert.ok(Math.abs(wanted - line) <= 1, `line ${line} should be ${wanted}`)
}
