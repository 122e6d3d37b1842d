import type { Finding, FindingCode } from '../../manual/finding.ts'

/** A finding in words: what is wrong, and what to do. */
export interface Worded {
  says: string
  todo: string
}

export function wordsOf({ code, data, suggestion }: Finding): Worded {
  const { says, todo } = WORDS[code](Object.fromEntries(Object.entries(data).map(([name, value]) => [name, shown(value)])))
  return { says, todo: suggestion === null ? todo : `Did you mean «${suggestion}»? ${todo}` }
}

/** A finding as compilers tell theirs, so that editors jump to it. */
export function tell(file: string, finding: Finding): string {
  const { says, todo } = wordsOf(finding)
  return `${file}:${finding.line}:${finding.column}: ${finding.severity}: ${says}\n    ${todo} [${finding.code}]\n`
}

function shown(value: Finding['data'][string]): string {
  return Array.isArray(value) ? value.join(', ') : String(value)
}

/** All that a finding may speak of, as text. What isn't there is never spoken of. */
type Data = Record<string, string>

const expected = (wants: string | undefined) => (wants ? `Expected here: ${wants}.` : 'See manuals/README.md.')

const NOWHERE = 'Write it, or take out what names it.'

const WORDS: Record<FindingCode, (data: Data) => Worded> = {
  'not-utf8': ({ taken }) => ({ says: 'From here on this file is not UTF-8.', todo: `Save it as UTF-8. What follows was read as ${taken}.` }),
  'unprintable-sign': ({ sign }) => ({
    says: `Here stands a sign that can’t be read (${sign}).`,
    todo: 'Write anew what should stand there; save the file as UTF-8.',
  }),
  'yaml-syntax': ({ yaml, says }) => ({ says: `YAML can’t read this: ${says}`, todo: YAML_TODO[yaml!] ?? 'Most often an indent or a quote is off.' }),
  'text-cut-by-comment': ({ lost }) => ({ says: `The text ends before «${lost}», which YAML takes for a comment.`, todo: 'Put the text in quotes.' }),
  'alias-used': ({ written }) => ({
    says: `«${written}» stands for something written elsewhere.`,
    todo: 'Write it out, or put it in quotes if the star is meant.',
  }),
  'nested-too-deep': ({ deepest }) => ({ says: `This is nested deeper than ${deepest} levels.`, todo: 'Say it in fewer levels.' }),
  'not-a-manual': ({ why, length, longest }) => NO_MANUAL[why!]!(length!, longest!),
  'does-not-load': ({ why }) => ({
    says: `This manual can’t be put in force: ${why}`,
    todo: 'Change what it names; without that, the manual would decide nothing.',
  }),
  'unknown-key': ({ name, written, known }) => ({ says: `«${written}» is not known in «${name}».`, todo: `Known are ${known}.` }),
  'missing-key': ({ name, wants }) => ({ says: `«${name}» is missing.`, todo: expected(wants) }),
  'written-twice': ({ name, first }) => ({
    says: `«${name}» stands here again: line ${first} has it, perhaps in another language.`,
    todo: 'Keep one of them.',
  }),
  'wrong-type': ({ name, written, wants }) => ({ says: `«${written}» can’t be «${name}».`, todo: expected(wants) }),
  'unknown-value': ({ name, written, known }) => ({ says: `«${written}» is no «${name}».`, todo: `It is one of ${known}.` }),
  'bad-format': ({ name, written, wants }) => ({ says: `«${written}» does not fit «${name}».`, todo: expected(wants) }),
  'too-little': ({ name, wants }) => ({ says: `«${name}» says too little.`, todo: expected(wants) }),
  'unknown-days': ({ written }) => ({
    says: `«${written}» names no days.`,
    todo: 'Write days of the week or a stretch of them, e.g. monday to friday; or holidays.',
  }),
  'unknown-name': ({ kind, name, known }) => ({
    says: `The manual has no ${KINDS[kind!] ?? kind} «${name}».`,
    todo: known ? `It has ${known}. ${NOWHERE}` : NOWHERE,
  }),
  'rule-named-twice': ({ rule, first }) => ({
    says: `Line ${first} has a rule «${rule}» already.`,
    todo: 'Give this one a name of its own: decisions name their rule.',
  }),
  'name-means-two': ({ name }) => ({ says: `«${name}» is a person and a department.`, todo: 'Give one of the two another name.' }),
  'name-is-number': ({ name }) => ({
    says: `«${name}» is a number: here the order decides, and numbers would not keep it.`,
    todo: 'Give it a name with a letter.',
  }),
  'unknown-time-zone': ({ written }) => ({ says: `«${written}» is no time zone.`, todo: 'Write one like Europe/Rome or America/Bogota.' }),
  'unknown-region': ({ region }) => ({
    says: `No holidays are known for «${region}».`,
    todo: 'Write a country by its two letters (GB, not UK), and a region behind it: GB-SCT, ES-VC.',
  }),
  'rule-does-nothing': ({ rule }) => ({ says: `Nothing follows from «${rule}».`, todo: 'Say what follows, or take it out.' }),
  'rule-never-matches': ({ rule }) => ({
    says: `«${rule}» never matches: what it asks for can’t hold at once.`,
    todo: 'Take out one of the conditions that exclude each other, or put them under «any».',
  }),
  'rule-changes-nothing': ({ rule, by, line }) => ({
    says: `«${rule}» changes nothing: whenever it matches, «${by}» (line ${line}) has decided it all.`,
    todo: `Move it above line ${line}, or take it out.`,
  }),
  'rules-contradict': ({ rule, by, line, acts }) => ({
    says: `«${rule}» asks the same as «${by}» (line ${line}) and says otherwise: ${acts}.`,
    todo: 'Make one rule of the two.',
  }),
  'act-overruled': ({ rule, by, line, acts }) => ({
    says: `What «${rule}» says of ${acts} never counts: «${by}» (line ${line}) matches whenever it does, and comes first.`,
    todo: `Move it above line ${line}, or take this part out.`,
  }),
  'nobody-on-duty': ({ department, hours }) => ({
    says: `Nobody of «${department}» is on duty: ${hours}.`,
    todo: 'Put somebody on duty then, or give the department a calendar that says when it works.',
  }),
  'escalation-missing': ({ department }) => ({
    says: `Nobody is called when «${department}» does not react.`,
    todo: 'Write its escalation: who, after how long, by which means.',
  }),
  'escalation-out-of-order': ({ department }) => ({
    says: `In the escalation of «${department}» this step comes before the one above it.`,
    todo: 'Put the steps in the order of their times.',
  }),
  'escalation-ends-in-nobody': ({ department, call, why, hours }) => ({
    says: `The escalation of «${department}» ends in nobody: ${ENDS[why!]?.(call ?? '', hours ?? '')}.`,
    todo: 'End it with a person, or with a role that somebody has.',
  }),
  'script-language-missing': ({ script, language, networks }) => ({
    says: `The script «${script}» has no text in «${language}» for ${networks}, for everybody whatever their tone.`,
    todo: 'Write one; or say in which networks the script is used.',
  }),
  'script-too-long': ({ script, language, network, visibility, length, max }) => ({
    says: `This text of «${script}» («${language}») takes ${length} of ${max} on ${network} (${visibility}), with long values filled in.`,
    todo: `Shorten it, or write a shorter one for ${network}.`,
  }),
  'unknown-variable': ({ written, known }) => ({ says: `Nobody can fill in {${written}}.`, todo: `Known are ${known}.` }),
  'promise-without-duty': ({ account, promise, departments, hours }) => ({
    says: `«${account}» promises answers (${promise}) when nobody it is routed to is on duty (${departments || 'no department'}): ${hours}.`,
    todo: 'Put somebody on duty then, or promise fewer hours.',
  }),
  'promise-before-escalation': ({ promise, department, minutes, after }) => ({
    says: `«${promise}» promises an answer within ${minutes} minutes, and «${department}» calls the next person after ${after}.`,
    todo: 'Call the next one sooner, or promise less.',
  }),
  'friend-closes': ({ promise }) => ({
    says: `«${promise}» is a friend, who is there around the clock, and has hours.`,
    todo: 'Take out its calendar, or give it another role.',
  }),
  'silent-outside-hours': ({ promise }) => ({
    says: `Outside the hours of «${promise}» nobody is told when they will be answered.`,
    todo: 'Name the script that says it.',
  }),
  'never-closed': ({ promise }) => ({
    says: `«${promise}» has no hours, so its script for outside them is never used.`,
    todo: 'Give it a calendar, or take the script out.',
  }),
  'never-open': ({ promise, calendar }) => ({
    says: `«${promise}» promises answers in the hours of «${calendar}», which has none.`,
    todo: 'Write its hours, or take the calendar out of the promise.',
  }),
  'off-limits-without-action': ({ subject }) => ({
    says: `The manual does not say what is done instead of answering «${subject}».`,
    todo: 'Say it: leave it with a reason, a script, or a department.',
  }),
  'off-limits-without-words': ({ subject }) => ({ says: `Nothing gives «${subject}» away.`, todo: 'Write words that are enough, or hints.' }),
  'otherwise-missing': () => ({ says: 'Where no rule says whose it is, a message is nobody’s.', todo: 'Write what follows otherwise, with a department.' }),
  'needs-out-of-order': ({ name, waits, least, most }) => ({
    says: `«${name}» waits ${waits} minutes; given the class above it, it must be ${least} to ${most}.`,
    todo: 'Let the waits grow by 5 minutes or more from class to class. What is not written waits as is usual: 0, 10, 60, 120, 240 minutes.',
  }),
  'word-not-findable': ({ written }) => ({
    says: `No message can be found by «${written}».`,
    todo: 'Write words, numbers or emojis; signs alone are not looked for.',
  }),
  'pattern-broken': ({ pattern }) => ({
    says: `«${pattern}» is no regular expression.`,
    todo: 'Close its brackets; put a backslash before a sign that is meant as such.',
  }),
  'pattern-runs-away': ({ part }) => ({
    says: `«${part}» could take very long on a crafted text.`,
    todo: 'Say how many at most, e.g. \\d{1,12} instead of \\d+, and repeat no group that varies itself.',
  }),
}

const YAML_TODO: Data = {
  TAB_AS_INDENT: 'Put spaces in place of the tab.',
  BAD_INDENT: 'Close the bracket that is open, or indent this as what it belongs to.',
  MISSING_CHAR: 'Close a quote or a bracket that is open, or set this line as deep as those it belongs to.',
  MULTIPLE_DOCS: 'A manual is one document: take out the line «---» and what follows.',
  RESOURCE_EXHAUSTION: 'Nest it less deeply.',
  BAD_DQ_ESCAPE: 'Use single quotes, where a backslash is a sign like any other.',
}

const NO_MANUAL: Record<string, (length: string, longest: string) => Worded> = {
  'too-long': (length, longest) => ({ says: `This has ${length} characters; a manual has ${longest} at most.`, todo: 'Name the file of the manual.' }),
  empty: () => ({ says: 'There is nothing here.', todo: 'Begin with a sample of manuals/.' }),
  'no-keys': () => ({ says: 'This is no manual: it has no sections.', todo: 'Begin with a sample of manuals/.' }),
}

const KINDS: Data = { callee: 'department, person or role', offLimits: 'subject off limits', crisis: 'crisis level' }

const ENDS: Record<string, (call: string, hours: string) => string> = {
  'same-again': () => 'whoever did not react is called again',
  'not-on-duty': (call, hours) => `«${call}» has nobody on duty ${hours}`,
  'nobody-has-the-role': (call) => `no person of the manual is «${call}»`,
}
