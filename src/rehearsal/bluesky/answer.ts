import { jsonToLex, lexicons } from '@atproto/api'
import { z } from 'zod'
import type { Json } from '../../domain/network-name.ts'
import type { Context, Method } from './method.ts'
import { XrpcFault } from './xrpc-fault.ts'

export interface Question {
  method: string
  nsid: string
  query: URLSearchParams
}

/** Runs a call between two checks against the network's own lexicons: of what was asked, and of what we answer. */
export function answer(method: Method, { nsid, method: verb, query }: Question, context: Context): Json | null {
  const definition = Main.parse(lexicons.getDefOrThrow(nsid))
  if ((definition.type === 'query') !== (verb === 'GET')) throw new XrpcFault(405, 'InvalidRequest', `Incorrect HTTP method (${verb})`)
  const args = definition.type === 'query' ? readParams(nsid, definition, query) : readInput(nsid, definition, context)
  const output = method.run(context, args)
  lexicons.assertValidXrpcOutput(nsid, jsonToLex(output))
  return output
}

const Property = z.looseObject({ type: z.string(), items: z.looseObject({ type: z.string() }).optional() })
const Main = z.looseObject({
  type: z.enum(['query', 'procedure']),
  parameters: z.looseObject({ properties: z.record(z.string(), Property) }).optional(),
  input: z.looseObject({ encoding: z.string() }).optional(),
})
type Main = z.infer<typeof Main>

function readParams(nsid: string, { parameters }: Main, query: URLSearchParams): unknown {
  const params: Record<string, unknown> = {}
  for (const name of new Set(query.keys())) {
    const type = parameters?.properties[name]?.type
    const [first = ''] = query.getAll(name)
    params[name] = type === 'array' ? query.getAll(name) : type === 'integer' ? Number(first) : type === 'boolean' ? first === 'true' : first
  }
  return refusing(() => lexicons.assertValidXrpcParams(nsid, params) ?? {})
}

function readInput(nsid: string, { input }: Main, { body, mime }: Context): unknown {
  if (!input) return {}
  if (input.encoding !== 'application/json') return {}
  if (mime !== 'application/json') throw new XrpcFault(400, 'InvalidRequest', `Wrong request encoding (Content-Type): ${mime}`)
  return refusing(() => {
    const json = z.json().parse(JSON.parse(body.toString()))
    lexicons.assertValidXrpcInput(nsid, jsonToLex(json))
    return json
  })
}

function refusing<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new XrpcFault(400, 'InvalidRequest', error instanceof Error ? error.message : String(error))
  }
}
