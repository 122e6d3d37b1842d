import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CHECK_NAMES, evaluate, searchesOf, type Check, type CheckName } from '../src/rehearsal/story/check.ts'
import type { Snapshot, TicketView, Utterance } from '../src/rehearsal/story/snapshot.ts'
import type { DeskMessage } from '../src/rehearsal/story/world.ts'
import type { Said } from '../src/rehearsal/simulated-network.ts'

const AT = Temporal.Instant.from('2024-03-04T09:00:00Z')

/** One afternoon: Rosa asks in public, tells in private, is answered in both; Ugo shouts and is left; Pia waits. */
function afternoon(): Snapshot {
  return {
    tickets: [
      ticket(1, 'rosa', {
        labels: ['flight'],
        department: 'bags',
        marks: ['churn', 'ultimatum'],
        why: ['insists', 'waiting'],
        rules: ['lost bags'],
        calming: 'Say it back to them first.',
        gesture: 'a night on us',
        clocks: ['first-answer'],
        called: ['joan'],
        asked: [{ of: 'workshop', answered: true }],
        scripts: ['bags', 'sorry'],
        assignee: 'joan',
        threads: [
          { network: 'x', visibility: 'public' },
          { network: 'x', visibility: 'private' },
        ],
        timeline: [
          message('1', { nativeId: 'n1', accounts: [{ network: 'x', handle: 'Us' }], shownAt: 140, media: 1 }),
          message('2', {
            nativeId: 'o1',
            ours: true,
            by: 'joan',
            text: 'Please write to us',
            delivery: { state: 'sent', code: null },
            accounts: [{ network: 'x', handle: 'us' }],
          }),
          message('3', { nativeId: 'n2', visibility: 'private', text: 'My booking is KX7741, phone +34 5550 199, at rosa@mail.example', shownAt: 300 }),
          message('4', {
            kind: 'note',
            network: null,
            visibility: 'private',
            ours: true,
            by: 'joan',
            text: 'She is right, the form lost her second bag this morning',
          }),
          message('5', {
            nativeId: 'o2',
            visibility: 'private',
            ours: true,
            by: 'joan',
            text: 'Your bag comes at six',
            delivery: { state: 'sent', code: null },
          }),
          message('6', {
            kind: 'call',
            network: 'phone',
            visibility: 'private',
            ours: true,
            by: 'joan',
            call: { direction: 'out', at: AT, minutes: 3, outcome: 'She has the bag' },
          }),
        ],
      }),
      ticket(2, 'ugo', {
        state: 'left',
        closed: { by: 'joan', reason: 'chatter', because: 'Asks nothing' },
        timeline: [
          message('7', { nativeId: 'n3', deleted: true, understood: { ...NOTHING, tone: 'rude', churn: true, urgency: 2, competitors: ['Airvento'] } }),
        ],
      }),
      ticket(3, 'pia', { language: null, linkedTo: [1], reopened: 1, timeline: [message('8', { nativeId: 'n4', edited: true, text: 'Hello again' })] }),
    ],
    networks: {
      x: [
        said('n1', 'rosa', { text: 'where is my second bag?' }),
        said('o1', 'us', { official: true, text: '@rosa Please write  to us', replyTo: 'n1', threadId: 'n1' }),
        said('n2', 'rosa', { visibility: 'private', text: 'My booking is KX7741, phone +34 5550 199, at rosa@mail.example', threadId: 'dm' }),
        said('o2', 'us', { official: true, visibility: 'private', text: 'Your bag comes at six', threadId: 'dm' }),
        said('n3', 'ugo', { text: 'meh' }),
        said('n4', 'pia', { text: 'Hello again' }),
      ],
    },
    utterances: new Map([
      ...heard('ask', 'rosa', 'n1', 100),
      ...heard('details', 'rosa', 'n2', 200),
      ...heard('shout', 'ugo', 'n3', 250),
      ...heard('hello', 'pia', 'n4', 280),
      ...wrote('invite', '2'),
      ...wrote('answer', '5'),
      ...wrote('note', '4'),
      ...wrote('call', '6'),
      ...wrote('slip', null, 'visibility'),
    ]),
    searches: new Map([['bag', [1]]]),
    accounts: [
      { id: 'us', network: 'x', handle: 'us', name: 'Us', role: 'brand', standing: 'connected' },
      { id: 'sister', network: 'x', handle: 'sister', name: 'Sister', role: 'product', standing: 'connected' },
    ],
    promises: [{ network: 'x', handle: 'us', role: 'friend', bio: 'Always here.', promised: 3, kept: 2 }],
    presence: [{ network: 'x', handle: 'us', state: 'silent', rule: 'answers-nobody', bioDenied: true, waiting: 2, told: ['ana'] }],
    sayings: [{ messageId: '7', kind: 'warns' }],
    manual: { version: 2, findings: ['script-language'] },
    audit: { messages: 5, violations: 1 },
    simulation: { messages: 5, changed: 2 },
    storms: [
      {
        state: 'open',
        alarmed: true,
        words: ['#bags', 'lost'],
        messages: 12,
        newComplaints: 2,
        repeats: 9,
        voices: [1, 2],
        waiting: 1,
        log: ['opened'],
        agentMinutes: 4.5,
        others: 1,
        added: 0,
      },
    ],
    incidents: [{ title: 'bags', tickets: [1, 2], told: [1], site: 'They wait for a part.' }],
    agents: [{ id: 'ana', name: 'Ana', role: 'agent' }],
    lookAlikes: [
      {
        handle: 'us_',
        official: { network: 'x', handle: 'us' },
        state: 'impostor',
        score: 0.9,
        evidence: ['handle-same', 'named-as-ours'],
        ruling: 'impostor',
        by: 'Ana',
        reportedBy: null,
        tickets: [1],
        warned: [],
      },
    ],
    register: [{ network: 'x', handle: 'us', speaks: 'brand', connected: true }],
    publicRegister: { page: '<a rel="me" href="https://x.com/us">@us</a>', accounts: [{ network: 'x', handle: 'us' }] },
    comparison: [
      { network: 'x', handle: 'us', ours: true, questions: 4, answered: 1, median: null },
      { network: 'x', handle: 'them', ours: false, questions: 20, answered: 18, median: 700 },
    ],
    people: ['rosa', 'ugo', 'pia', 'zoe'].map((id) => ({ id, name: id, language: 'en', manner: 'neutral', identities: [{ network: 'x', handle: id }] })),
  }
}

/** `[the check, whether it holds in the afternoon, what it must say when it doesn't]` */
const VERDICTS: [Check, boolean, RegExp?][] = [
  [{ name: 'tickets', args: { count: 3 } }, true],
  [{ name: 'tickets', args: { person: 'rosa', state: 'open', count: 1 } }, true],
  [{ name: 'tickets', args: { account: 'us', atLeast: 1, atMost: 1 } }, true],
  [{ name: 'tickets', args: { person: 'zoe', count: 1 } }, false, /^0: no ticket/],
  [{ name: 'tickets', args: { atMost: 2 } }, false, /#2 left \(ugo\)/],
  [{ name: 'same-ticket', args: ['ask', 'details', 'answer'] }, true],
  [{ name: 'same-ticket', args: ['ask', 'hello'] }, false, /«ask» on #1, «hello» on #3/],
  [{ name: 'same-ticket', args: ['ask', 'slip'] }, false, /«slip» on no ticket/],
  [{ name: 'different-tickets', args: ['ask', 'shout', 'hello'] }, true],
  [{ name: 'different-tickets', args: ['ask', 'details'] }, false],
  [
    {
      name: 'ticket',
      args: { of: 'ask', state: 'open', person: 'rosa', assigned: 'joan', language: 'en', labels: ['flight'], threads: 2, messages: 4, notes: 1, calls: 1 },
    },
    true,
  ],
  [{ name: 'ticket', args: { of: 'ask', networks: ['x', 'phone'], accounts: ['us'] } }, true],
  [{ name: 'ticket', args: { of: 'ask', accounts: ['sister'] } }, false, /accounts should be sister/],
  [{ name: 'ticket', args: { of: 'hello', linkedTo: 'ask', reopened: 1, assigned: null } }, true],
  [
    { name: 'ticket', args: { of: 'hello', language: 'es', linkedTo: 'shout' } },
    false,
    /language should be es: it is nothing; linked ticket should be shout: it is #1/,
  ],
  [{ name: 'ticket', args: { of: 'slip', state: 'open' } }, false, /no ticket holds «slip»/],
  [{ name: 'message', args: { of: 'ask', visibility: 'public', ours: false, media: 1, stored: 1, accounts: ['us'] } }, true],
  [{ name: 'message', args: { of: 'shout', deleted: true } }, true],
  [{ name: 'message', args: { of: 'shout', tone: 'rude', churn: true } }, true],
  [{ name: 'message', args: { of: 'shout', tone: 'polite' } }, false],
  [{ name: 'message', args: { of: 'shout', urgency: 2, competitors: ['Airvento'] } }, true],
  [{ name: 'message', args: { of: 'shout', offLimits: false } }, false],
  [{ name: 'manual', args: { version: 2, findings: ['script-language'] } }, true],
  [{ name: 'manual', args: { version: 1 } }, false],
  [{ name: 'manual', args: { findings: [] } }, false],
  [{ name: 'manual', args: { simulated: 5, changed: 2 } }, true],
  [{ name: 'manual', args: { simulated: 5, changed: 0 } }, false],
  [{ name: 'incident', args: { tickets: ['ask', 'shout'], misses: ['hello'], told: ['ask'], site: 'wait for a PART' } }, true],
  [{ name: 'look-alike', args: { handle: 'US_', of: 'us', evidence: ['handle-same'], state: 'impostor', on: ['ask'], ruling: 'impostor', by: 'ana' } }, true],
  [{ name: 'look-alike', args: { handle: 'us_', of: 'sister', warned: ['ask'], reported: 'ana' } }, false, /beside should be sister.*reported.*warned/s],
  [{ name: 'look-alike', args: { handle: 'them' } }, false, /no look-alike them: us_/],
  [{ name: 'register', args: { connected: ['us'] } }, true],
  [{ name: 'register', args: { declared: ['us', 'sister'] } }, false, /it is brand, connected; sister.*not listed/],
  [{ name: 'register', args: { public: ['us'] } }, true],
  [{ name: 'register', args: { public: ['sister'] } }, false, /the page lacks sister, the file lists us/],
  [{ name: 'comparison', args: { handle: 'Them', beside: 'us', questions: 20, answered: 18, medianAtMost: '12m', ours: 4, oursAnswered: 1 } }, true],
  [{ name: 'comparison', args: { handle: 'them', beside: 'us', medianAtMost: '11m' } }, false, /it is 700s/],
  [{ name: 'comparison', args: { handle: 'them', beside: 'sister', ours: 4 } }, false, /side by side stand us, them/],
  [{ name: 'ticket', args: { of: 'ask', gesture: 'a night' } }, true],
  [{ name: 'ticket', args: { of: 'hello', gesture: 'a night' } }, false, /it is nothing/],
  [
    { name: 'storm', args: { word: 'BAGS', state: 'open', alarmed: true, words: ['lost'], voices: ['ask'], log: ['opened'], repeats: 9, agentMinutes: 4 } },
    true,
  ],
  [{ name: 'storm', args: { word: 'strike', alarmed: true } }, false, /no storm is about «strike»/],
  [{ name: 'storm', args: { word: 'bags', newComplaints: 3 } }, false, /newComplaints, at least/],
  [{ name: 'storm', args: { word: 'bags', voices: ['hello'] } }, false, /voices/],
  [{ name: 'incident', args: { tickets: ['ask', 'hello'] } }, false, /no incident holds them all/],
  [{ name: 'incident', args: { tickets: ['ask'], told: ['shout'] } }, false, /not shout/],
  [{ name: 'incident', args: { tickets: ['ask'], misses: ['shout'] } }, false],
  [{ name: 'audit', args: { violations: 1 } }, true],
  [{ name: 'audit', args: { violations: 0 } }, false],
  [{ name: 'ticket', args: { of: 'ask', clocks: ['first-answer'], called: ['joan'], answeredBy: 'workshop', script: 'bags' } }, true],
  [{ name: 'ticket', args: { of: 'ask', script: 'sorry' } }, false],
  [{ name: 'ticket', args: { of: 'hello', clocks: ['first-answer'] } }, false],
  [{ name: 'ticket', args: { of: 'hello', answeredBy: 'workshop' } }, false],
  [{ name: 'promise', args: { account: 'us', role: 'friend', bio: 'always here', promised: 3, kept: 2 } }, true],
  [{ name: 'promise', args: { account: 'us', kept: 3 } }, false],
  [{ name: 'presence', args: { account: 'us', state: 'silent', rule: 'answers-nobody', bioDenied: true, waiting: 2, told: ['ana'] } }, true],
  [{ name: 'presence', args: { account: 'us', state: 'fine' } }, false],
  [{ name: 'presence', args: { account: 'us', told: ['joan'] } }, false],
  [{ name: 'presence', args: { account: 'sister', waiting: 0 } }, false],
  [{ name: 'word-of-mouth', args: { of: 'shout', tenor: 'bad' } }, true],
  [{ name: 'word-of-mouth', args: { of: 'shout', tenor: 'good' } }, false],
  [{ name: 'word-of-mouth', args: { of: 'hello', tenor: 'bad' } }, false],
  [{ name: 'ticket', args: { of: 'ask', department: 'bags', marks: ['churn'], why: ['insists'], rule: 'lost bags', calming: true } }, true],
  [{ name: 'ticket', args: { of: 'ask', department: null } }, false],
  [{ name: 'ticket', args: { of: 'ask', rule: 'another' } }, false],
  [{ name: 'ticket', args: { of: 'hello', calming: true } }, false],
  [{ name: 'message', args: { of: 'shout', ultimatum: false } }, false],
  [{ name: 'message', args: { of: 'hello', edited: true, contains: 'hello  AGAIN' } }, true],
  [
    { name: 'message', args: { of: 'answer', visibility: 'public', delivery: 'queued' } },
    false,
    /visibility should be public: it is private; delivery should be queued: it is sent/,
  ],
  [{ name: 'message', args: { of: 'slip', stored: 0 } }, true],
  [{ name: 'message', args: { of: 'slip', stored: 1 } }, false],
  [{ name: 'stored-once', args: {} }, true],
  [{ name: 'stored-once', args: { messages: ['ask', 'slip'] } }, false, /«slip» 0 times/],
  [{ name: 'sent', args: { reply: 'invite', visibility: 'public', account: 'us', answers: 'ask' } }, true],
  [{ name: 'sent', args: { reply: 'answer', visibility: 'private' } }, true],
  [{ name: 'sent', args: { reply: 'answer', visibility: 'public' } }, false, /visibility on the network should be public: it is private/],
  [{ name: 'sent', args: { reply: 'invite', account: 'sister' } }, false, /account should be sister: it is us/],
  [{ name: 'sent', args: { reply: 'invite', answers: 'hello' } }, false, /answered message/],
  [{ name: 'sent', args: { reply: 'slip' } }, false, /the desk holds no «slip»: refused with visibility/],
  [{ name: 'refused', args: { reply: 'slip', code: 'visibility' } }, true],
  [{ name: 'refused', args: { reply: 'slip', code: 'too-long' } }, false, /refused with visibility/],
  [{ name: 'refused', args: { reply: 'answer' } }, false, /not refused; the desk says sent/],
  [{ name: 'nothing-private-in-public', args: { words: ['KX7741'] } }, true],
  [{ name: 'nothing-private-in-public', args: { words: ['write to us'] } }, false, /«write to us» stands in public/],
  [{ name: 'unanswered', args: { count: 1 } }, true],
  [{ name: 'unanswered', args: { person: 'rosa', count: 1 } }, false, /^0 unanswered/],
  [{ name: 'answered-or-left', args: { messages: ['ask', 'details', 'shout'] } }, true],
  [{ name: 'answered-or-left', args: {} }, false, /neither answered nor left.*«hello»/],
  [{ name: 'left', args: { of: 'shout', reason: 'chatter', by: 'joan', because: 'asks nothing' } }, true],
  [{ name: 'left', args: { of: 'shout', reason: 'spam' } }, false, /reason should be spam: it is chatter/],
  [{ name: 'left', args: { of: 'ask' } }, false, /the ticket is open/],
  [{ name: 'has-call', args: { of: 'ask', by: 'joan', direction: 'out', minutes: 3, outcome: 'has the bag' } }, true],
  [{ name: 'has-call', args: { of: 'ask', direction: 'in' } }, false, /out by joan, 3 min/],
  [{ name: 'has-call', args: { of: 'hello' } }, false, /no call/],
  [{ name: 'has-note', args: { of: 'ask', by: 'joan', contains: 'second bag' } }, true],
  [{ name: 'has-note', args: { of: 'ask', contains: 'refund' } }, false, /joan: «She is right/],
  [{ name: 'timeline', args: { of: 'ask', order: ['ask', 'invite', 'details', 'call'] } }, true],
  [{ name: 'timeline', args: { of: 'ask', order: ['details', 'ask'] } }, false, /«details» 3, «ask» 1/],
  [{ name: 'timeline', args: { of: 'ask', order: ['ask', 'hello'] } }, false, /«hello» missing/],
  [{ name: 'order', args: ['ask', 'shout', 'hello'] }, true],
  [{ name: 'order', args: ['hello', 'ask'] }, false, /«hello» at place 3, «ask» at place 1/],
  [{ name: 'order', args: ['ask', 'slip'] }, false, /not in the list/],
  [{ name: 'within', args: { ms: 100, messages: ['ask', 'details'] } }, true],
  [{ name: 'within', args: { ms: 50, messages: ['ask', 'details'] } }, false, /«details» after 100 ms/],
  [{ name: 'within', args: { ms: 1000 } }, false, /«shout» never shown live/],
  [{ name: 'search', args: { words: 'bag', finds: ['ask'], misses: ['hello'] } }, true],
  [{ name: 'search', args: { words: 'bag', finds: ['hello'] } }, false, /wrong about «hello»; found #1/],
  [{ name: 'person', args: { of: 'rosa', networks: ['x'] } }, true],
  [{ name: 'person', args: { of: 'rosa', networks: ['x', 'email'] } }, false, /known on x/],
  [{ name: 'spoken', args: { account: 'us', visibility: 'public', count: 1 } }, true],
  [{ name: 'spoken', args: { account: 'sister', atLeast: 1 } }, false, /0 messages by sister/],
]

for (const [check, met, seen] of VERDICTS) {
  test(`${check.name} ${JSON.stringify(check.args)} is ${met ? 'met' : 'not met'}`, () => {
    const verdict = evaluate(check, afternoon())
    assert.equal(verdict.met, met, verdict.seen)
    if (seen) assert.match(verdict.seen, seen)
  })
}

test('every check of the vocabulary is seen both met and not met', () => {
  const seen = (met: boolean) => new Set<CheckName>(VERDICTS.filter((verdict) => verdict[1] === met).map(([check]) => check.name))
  assert.deepEqual([...seen(true)].sort(), [...CHECK_NAMES].sort())
  assert.deepEqual([...seen(false)].sort(), [...CHECK_NAMES].sort())
})

test('only a search wants something searched', () => {
  assert.deepEqual(
    VERDICTS.flatMap(([check]) => searchesOf(check)),
    ['bag', 'bag'],
  )
})

test('a reply that stands twice on the network is not sent once', () => {
  const snapshot = afternoon()
  snapshot.networks.x?.push(said('o9', 'us', { official: true, text: '@rosa please write to us', threadId: 'n1' }))
  const verdict = evaluate({ name: 'sent', args: { reply: 'invite' } }, snapshot)
  assert.deepEqual([verdict.met, /times on the network should be 1: it is 2/.test(verdict.seen)], [false, true])
})

test('a message stored on two tickets is stored twice, and on no single ticket', () => {
  const snapshot = afternoon()
  snapshot.tickets[2]?.timeline.push(message('99', { nativeId: 'n1' }))
  assert.equal(evaluate({ name: 'stored-once', args: {} }, snapshot).met, false)
  assert.equal(evaluate({ name: 'same-ticket', args: ['ask', 'details'] }, snapshot).met, false)
})

const LEAKS: [text: string, leaks: boolean][] = [
  ['Rosa, your booking KX7741 is fine', true],
  ['we mail rosa@mail.example', true],
  ['She is right, the form lost her second bag this morning', true],
  ['we know where your second bag is', false],
  ['Your bag will be there at 18:30', false],
]
for (const [text, leaks] of LEAKS) {
  test(`«${text}» in public ${leaks ? 'betrays' : 'betrays nothing'}`, () => {
    const snapshot = afternoon()
    snapshot.tickets[0]?.timeline.push(message('90', { visibility: 'private', text: 'I land at 18:30' }))
    snapshot.networks.x?.push(said('o7', 'us', { official: true, text, threadId: 'n1' }))
    assert.equal(evaluate({ name: 'nothing-private-in-public', args: {} }, snapshot).met, !leaks)
  })
}

test('what people said in public themselves betrays nothing when we repeat it', () => {
  const snapshot = afternoon()
  snapshot.networks.x?.push(said('n8', 'rosa', { text: 'my booking is KX7741' }), said('o8', 'us', { official: true, text: 'we found KX7741', threadId: 'n1' }))
  assert.equal(evaluate({ name: 'nothing-private-in-public', args: {} }, snapshot).met, true)
})

test('a queued or refused answer is no answer, and a ticket left without a name is not left', () => {
  const snapshot = afternoon()
  snapshot.tickets[2]?.timeline.push(message('50', { ours: true, by: 'joan', delivery: { state: 'queued', code: null } }))
  const [, ugo] = snapshot.tickets
  if (ugo) ugo.closed = { by: '', reason: 'chatter', because: '' }
  assert.equal(evaluate({ name: 'unanswered', args: { count: 2 } }, snapshot).met, true)
})

const NOTHING = { tone: null, churn: null, ultimatum: null, urgency: null, offLimits: null, vulnerable: false, competitors: [] }

function ticket(number: number, person: string, facts: Partial<TicketView>): TicketView {
  return {
    number,
    state: 'open',
    person: { name: person, identities: [{ network: 'x', handle: person.toUpperCase() }] },
    language: 'en-GB',
    assignee: null,
    labels: [],
    department: null,
    marks: [],
    why: [],
    rules: [],
    calming: null,
    gesture: null,
    clocks: [],
    called: [],
    asked: [],
    threads: [{ network: 'x', visibility: 'public' }],
    reopened: 0,
    linkedTo: [],
    closed: null,
    timeline: [],
    scripts: [],
    ...facts,
  }
}

function message(id: string, facts: Partial<DeskMessage>): DeskMessage {
  return {
    id,
    kind: 'message',
    network: 'x',
    nativeId: null,
    ours: false,
    by: null,
    accounts: [],
    visibility: 'public',
    text: 'some words',
    at: AT,
    delivery: null,
    edited: false,
    deleted: false,
    media: 0,
    call: null,
    understood: NOTHING,
    shownAt: null,
    automatic: false,
    ...facts,
  }
}

function said(nativeId: string, who: string, facts: Partial<Said>): Said {
  return { nativeId, who, text: '', visibility: 'public', threadId: nativeId, at: AT, deleted: false, official: false, media: [], ...facts }
}

function heard(label: string, who: string, nativeId: string, saidAt: number): [string, Utterance][] {
  return [[label, { label, who, by: 'person', network: 'x', nativeId, deskId: null, refused: null, heard: true, saidAt }]]
}

function wrote(label: string, deskId: string | null, refused: string | null = null): [string, Utterance][] {
  return [[label, { label, who: 'joan', by: 'agent', network: null, nativeId: null, deskId, refused, heard: false, saidAt: 0 }]]
}
