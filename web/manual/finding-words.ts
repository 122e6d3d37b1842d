import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ManualFinding } from '../contract.ts'

/** A finding in words: what is wrong and what to do. */
export function sayFinding({ code, data, severity }: ManualFinding): MessageDescriptor {
  const said = Object.fromEntries(Object.entries(data).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]))
  return WORDS[code]?.(said) ?? { id: `${severity} ${code}`, message: `${severity} ${code}` }
}

/** All that a finding may speak of, as text. What isn't there is never spoken of. */
type Said = Record<string, string>

const WORDS: Record<string, (said: Said) => MessageDescriptor> = {
  'unprintable-sign': ({ sign = '' }) => msg`Here stands a sign that can’t be read («${sign}»). Write anew what should stand there.`,
  'yaml-syntax': ({ yaml = '', says = '' }) => YAML[yaml] ?? msg`YAML can’t read this («${says}»). Most often an indent, a quote or a bracket is off.`,
  'text-cut-by-comment': ({ lost = '' }) => msg`The text ends before «${lost}», which YAML takes for a comment. Put the text in quotes.`,
  'alias-used': ({ written = '' }) => msg`«${written}» stands for something written elsewhere. Write it out, or put it in quotes.`,
  'nested-too-deep': ({ deepest = '' }) => msg`This is nested deeper than ${deepest} levels. Say it in fewer.`,
  'not-a-manual': ({ why = '', length = '', longest = '' }) =>
    why === 'too-long'
      ? msg`This has ${length} characters; a manual has ${longest} at most.`
      : msg`This is no manual: it has no sections. Begin with a sample.`,
  'does-not-load': ({ why = '' }) => msg`This manual can’t be put in force: ${why}`,
  'unknown-key': ({ name = '', written = '', known = '' }) => msg`«${written}» is not known in «${name}». Known are ${known}.`,
  'missing-key': ({ name = '' }) => msg`«${name}» is missing.`,
  'written-twice': ({ name = '', first = '' }) => msg`«${name}» stands here again: line ${first} has it, perhaps in another language. Keep one of them.`,
  'wrong-type': ({ name = '', written = '' }) => msg`«${written}» can’t be «${name}».`,
  'unknown-value': ({ name = '', written = '', known = '' }) => msg`«${written}» is no «${name}». It is one of ${known}.`,
  'bad-format': ({ name = '', written = '' }) => msg`«${written}» does not fit «${name}».`,
  'too-little': ({ name = '' }) => msg`«${name}» says too little.`,
  'unknown-days': ({ written = '' }) => msg`«${written}» names no days. Write days of the week, a stretch of them, or holidays.`,
  'unknown-name': ({ name = '', known = '' }) =>
    known ? msg`There is no «${name}» in this manual. It has ${known}.` : msg`There is no «${name}» in this manual.`,
  'rule-named-twice': ({ rule = '', first = '' }) => msg`Line ${first} has a rule «${rule}» already. Give this one a name of its own.`,
  'name-means-two': ({ name = '' }) => msg`«${name}» is a person and a department. Give one of the two another name.`,
  'name-is-number': ({ name = '' }) => msg`«${name}» is a number: here the order decides, and numbers would not keep it. Give it a name with a letter.`,
  'unknown-time-zone': ({ written = '' }) => msg`«${written}» is no time zone. Write one like Europe/Rome or America/Bogota.`,
  'unknown-region': ({ region = '' }) =>
    msg`No holidays are known for «${region}». Write a country by its two letters (GB, not UK), and a region behind it: GB-SCT, ES-VC.`,
  'rule-does-nothing': ({ rule = '' }) => msg`Nothing follows from «${rule}». Say what follows, or take it out.`,
  'rule-never-matches': ({ rule = '' }) => msg`«${rule}» never matches: what it asks for can’t hold at once.`,
  'rule-changes-nothing': ({ rule = '', by = '', line = '' }) =>
    msg`«${rule}» changes nothing: whenever it matches, «${by}» (line ${line}) has decided it all. Move it above, or take it out.`,
  'rules-contradict': ({ rule = '', by = '', line = '', acts = '' }) =>
    msg`«${rule}» asks the same as «${by}» (line ${line}) and says otherwise: ${acts}. Make one rule of the two.`,
  'act-overruled': ({ rule = '', by = '', line = '', acts = '' }) =>
    msg`What «${rule}» says of ${acts} never counts: «${by}» (line ${line}) comes first. Move it above, or take this part out.`,
  'nobody-on-duty': ({ department = '', hours = '' }) => msg`Nobody of «${department}» is on duty: ${hours}.`,
  'escalation-missing': ({ department = '' }) => msg`Nobody is called when «${department}» does not react. Write its escalation.`,
  'escalation-out-of-order': ({ department = '' }) => msg`In the escalation of «${department}» this step comes before the one above it.`,
  'escalation-ends-in-nobody': ({ department = '', call = '', why = '', hours = '' }) =>
    ENDS[why]?.({ department, call, hours }) ?? msg`The escalation of «${department}» ends in nobody.`,
  'script-language-missing': ({ script = '', language = '', networks = '' }) =>
    msg`The script «${script}» has no text in «${language}» for ${networks}, for everybody whatever their tone.`,
  'script-too-long': ({ script = '', length = '', max = '', network = '' }) =>
    msg`This text of «${script}» takes ${length} of ${max} on ${network}, with long values filled in. Shorten it, or write a shorter one for that network.`,
  'unknown-variable': ({ written = '', known = '' }) => msg`Nobody can fill in «${written}». Known are ${known}.`,
  'promise-without-duty': ({ account = '', promise = '', hours = '' }) =>
    msg`«${account}» promises answers («${promise}») when nobody it is routed to is on duty: ${hours}.`,
  'promise-before-escalation': ({ promise = '', department = '', minutes = '', after = '' }) =>
    msg`«${promise}» promises an answer within ${minutes} minutes, and «${department}» calls the next person after ${after}.`,
  'friend-closes': ({ promise = '' }) => msg`«${promise}» is a friend, who is there around the clock, and has hours.`,
  'silent-outside-hours': ({ promise = '' }) => msg`Outside the hours of «${promise}» nobody is told when they will be answered. Name the script that says it.`,
  'never-closed': ({ promise = '' }) => msg`«${promise}» has no hours, so its script for outside them is never used.`,
  'never-open': ({ promise = '', calendar = '' }) => msg`«${promise}» promises answers in the hours of «${calendar}», which has none.`,
  'off-limits-without-action': ({ subject = '' }) => msg`The manual does not say what is done instead of answering «${subject}».`,
  'off-limits-without-words': ({ subject = '' }) => msg`Nothing gives «${subject}» away. Write words that are enough, or hints.`,
  'otherwise-missing': () => msg`Where no rule says whose it is, a message is nobody’s. Write what follows otherwise, with a department.`,
  'needs-out-of-order': ({ name = '', waits = '', least = '', most = '' }) =>
    msg`«${name}» waits ${waits} minutes; given the class above it, it must be ${least} to ${most}.`,
  'word-not-findable': ({ written = '' }) => msg`No message can be found by «${written}». Write words, numbers or emojis.`,
  'pattern-broken': ({ pattern = '' }) => msg`«${pattern}» is no regular expression.`,
  'pattern-runs-away': ({ part = '' }) => msg`«${part}» could take very long on a crafted text. Say how many at most.`,
}

const ENDS: Record<string, (said: { department: string; call: string; hours: string }) => MessageDescriptor> = {
  'same-again': ({ department }) => msg`The escalation of «${department}» ends in nobody: whoever did not react is called again.`,
  'not-on-duty': ({ department, call, hours }) => msg`The escalation of «${department}» ends in nobody: «${call}» has nobody on duty ${hours}.`,
  'nobody-has-the-role': ({ department, call }) => msg`The escalation of «${department}» ends in nobody: no person of the manual is «${call}».`,
}

/** What YAML objects to, in words for somebody who never heard of it. */
const YAML: Record<string, MessageDescriptor> = {
  TAB_AS_INDENT: msg`This line begins with a tab. Put spaces in its place.`,
  MULTIPLE_DOCS: msg`A manual is one document: take out the line «---» and what follows.`,
  BAD_DQ_ESCAPE: msg`Between double quotes a backslash means something else. Use single quotes.`,
}
