import type { Asked, Condition } from '../shape/condition.ts'
import { byNights } from './by-nights.ts'
import { askFor, type AddWords, type Test } from './asked.ts'

/** Makes a condition ready, once, so that asking it costs a few calls. An empty one always holds. */
export function compileCondition(condition: Condition, addWords: AddWords): Test {
  const { all, any, not, ...asked } = byNights(condition)
  const compile = (inner: Condition) => compileCondition(inner, addWords)
  const tests = (Object.keys(asked) as (keyof Asked)[]).flatMap((fact) => one(fact, asked, addWords))
  if (all) tests.push(...all.map(compile))
  if (any) tests.push(anyOf(any.map(compile)))
  if (not) tests.push(negated(compile(not)))
  return tests.length === 1 ? tests[0]! : allOf(tests)
}

function one<K extends keyof Asked>(fact: K, asked: Asked, addWords: AddWords): Test[] {
  const wanted = asked[fact]
  return wanted === undefined ? [] : [askFor(fact, wanted, addWords)]
}

function allOf(tests: readonly Test[]): Test {
  return {
    holds: (it) => tests.every((test) => test.holds(it)),
    because: (it) => tests.flatMap((test) => test.because(it)),
    unlike: (it) => tests.filter((test) => !test.holds(it)).flatMap((test) => test.unlike(it)),
  }
}

function anyOf(tests: readonly Test[]): Test {
  return {
    holds: (it) => tests.some((test) => test.holds(it)),
    because: (it) => tests.filter((test) => test.holds(it)).flatMap((test) => test.because(it)),
    unlike: (it) => tests.flatMap((test) => test.unlike(it)),
  }
}

function negated(test: Test): Test {
  return { holds: (it) => !test.holds(it), because: (it) => test.unlike(it), unlike: (it) => test.because(it) }
}
