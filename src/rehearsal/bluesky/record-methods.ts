import { z } from 'zod'
import { cidOf } from './ids.ts'
import { signed, type Method, type Signed } from './method.ts'
import { asJson } from './views.ts'
import { POSTS } from './world.ts'
import { XrpcFault } from './xrpc-fault.ts'

const TID = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/

const Put = z.object({ repo: z.string(), collection: z.string(), rkey: z.string(), record: z.unknown(), swapRecord: z.string().nullable().optional() })
const Key = z.object({ repo: z.string(), collection: z.string(), rkey: z.string() })

/** com.atproto.repo, for posts alone. */
export const recordMethods: Record<string, Method> = {
  'com.atproto.repo.putRecord': signed(Put, (context, { repo, collection, rkey, record, swapRecord }) => {
    assertOwn(context, repo, collection)
    if (!TID.test(rkey)) throw new XrpcFault(400, 'InvalidRequest', `Invalid record key: ${rkey}`)
    const standing = context.world.standing(`at://${context.me.did}/${POSTS}/${rkey}`)
    if (swapRecord !== undefined && swapRecord !== (standing?.cid ?? null)) throw new XrpcFault(400, 'InvalidSwap', `Record was at ${standing?.cid ?? null}`)
    const { uri, cid } = context.world.addPost(context.me, rkey, record)
    return { uri, cid, validationStatus: 'valid' }
  }),

  'com.atproto.repo.getRecord': signed(Key, ({ world }, { repo, collection, rkey }) => {
    const did = world.actor(repo)?.did
    if (did === undefined) throw new XrpcFault(400, 'InvalidRequest', `Could not find repo: ${repo}`)
    const post = world.standing(`at://${did}/${collection}/${rkey}`)
    if (!post) throw new XrpcFault(400, 'RecordNotFound', `Could not locate record: at://${did}/${collection}/${rkey}`)
    return { uri: post.uri, cid: post.cid, value: asJson(post.record) }
  }),

  'com.atproto.repo.deleteRecord': signed(Key, (context, { repo, collection, rkey }) => {
    assertOwn(context, repo, collection)
    const post = context.world.standing(`at://${context.me.did}/${collection}/${rkey}`)
    if (post) post.deleted = true
    return {}
  }),

  'com.atproto.repo.uploadBlob': signed(z.unknown(), ({ world, body, mime }) => {
    const cid = cidOf('blob', body)
    world.blobs.set(cid, { mime, bytes: body })
    return { blob: { $type: 'blob', ref: { $link: cid }, mimeType: mime, size: body.length } }
  }),
}

function assertOwn({ me }: Signed, repo: string, collection: string): void {
  if (repo !== me.did && repo !== me.handle) throw new XrpcFault(401, 'AuthenticationRequired', 'Authentication Required')
  if (collection !== POSTS) throw new XrpcFault(400, 'InvalidRequest', `this rehearsal keeps no ${collection}`)
}
