import { LineCounter, parseDocument, visit, type Document } from 'yaml'
import { buildStory } from './build-story.ts'
import { crossCheck } from './cross-check.ts'
import { explainSchemaError } from './explain-schema-error.ts'
import { locator } from './locate.ts'
import { judgeBySchema } from './story-schema.ts'
import { StoryUnreadable, type StoryProblem } from './story-problem.ts'
import type { Story } from './story.ts'

/**
 * Reads a story from YAML, checks it against `stories/story.schema.json` and then what no schema can: names, labels, order.
 * Throws `StoryUnreadable` with every problem found, each with line, column and what would be right. No I/O.
 */
export function readStory(text: string, file: string): Story {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  refuse([...syntaxProblems(document, lines, file), ...commentedTexts(document, lines, file)])

  const locate = locator(document, lines)
  const verdict = judgeBySchema(document.toJS())
  if (!verdict.sound) throw new StoryUnreadable(inOrder(verdict.errors.flatMap((error) => explainSchemaError(error, locate, file) ?? [])))

  const story = buildStory(verdict.story, (path) => locate(path).line, file)
  refuse(crossCheck(verdict.story, story, verdict.names).map(({ path, key, ...problem }) => ({ file, ...locate(path, key), ...problem })))
  return story
}

function syntaxProblems(document: Document.Parsed, lines: LineCounter, file: string): StoryProblem[] {
  return [...document.errors, ...document.warnings].map((error) => {
    const { line, col } = lines.linePos(error.pos[0])
    return { file, line, column: col, what: error.message, instead: 'see yaml.org for how YAML writes this' }
  })
}

/** An unquoted text that holds ` #` loses its end to a YAML comment: posts with hashtags would be cut in silence. */
function commentedTexts(document: Document, lines: LineCounter, file: string): StoryProblem[] {
  const problems: StoryProblem[] = []
  visit(document, {
    Scalar(_key, node) {
      if (node.type !== 'PLAIN' || typeof node.value !== 'string' || !node.comment || node.comment.startsWith(' ')) return
      const { line, col } = lines.linePos(node.range?.[0] ?? 0)
      problems.push({
        file,
        line,
        column: col,
        what: `the text ends at «#${node.comment}», which YAML takes for a comment`,
        instead: 'put the text in quotes or under «>-», or begin the comment with «# »',
      })
    },
  })
  return problems
}

function refuse(problems: StoryProblem[]): void {
  if (problems.length > 0) throw new StoryUnreadable(inOrder(problems))
}

function inOrder(problems: StoryProblem[]): StoryProblem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
}
