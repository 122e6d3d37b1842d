/** An answer that refuses, in one of X's own shapes. */
export class Refusal extends Error {
  readonly status: number
  readonly body: unknown

  constructor(status: number, body: unknown) {
    super(`HTTP ${status}`)
    this.status = status
    this.body = body
  }
}

export function unauthorized(): Refusal {
  return new Refusal(401, { title: 'Unauthorized', type: 'about:blank', status: 401, detail: 'Unauthorized' })
}

/** The older shape, which X still gives for some tokens. */
export function expired(): Refusal {
  return new Refusal(401, { errors: [{ code: 89, message: 'Invalid or expired token.' }] })
}

export function forbidden(detail: string): Refusal {
  return new Refusal(403, { detail, type: 'about:blank', title: 'Forbidden', status: 403 })
}

export function tooMany(): Refusal {
  return new Refusal(429, { title: 'Too Many Requests', detail: 'Too Many Requests', type: 'about:blank', status: 429 })
}

export function invalid(parameter: string, message: string): Refusal {
  return new Refusal(400, {
    errors: [{ parameters: { [parameter]: [] }, message }],
    title: 'Invalid Request',
    detail: 'One or more parameters to your request was invalid.',
    type: 'https://api.x.com/2/problems/invalid-request',
  })
}

export function notFound(kind: 'tweet' | 'user' | 'dm_event', id: string): Refusal {
  return new Refusal(404, { errors: [missing(kind, id)], ...missing(kind, id), status: 404 })
}

/** A resource that is not there, as it stands in `errors` beside what was found. */
export function missing(kind: string, id: string): Record<string, string> {
  return {
    value: id,
    detail: `Could not find ${kind} with ids: [${id}].`,
    title: 'Not Found Error',
    resource_type: kind,
    parameter: 'ids',
    resource_id: id,
    type: 'https://api.x.com/2/problems/resource-not-found',
  }
}

export const SAYS = {
  notSummoned:
    'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.',
  duplicate: 'You are not allowed to create a Tweet with duplicate content.',
  parentDeleted: 'You attempted to reply to a Tweet that is deleted or not visible to you.',
  blocked: 'You have been blocked from the author of this tweet.',
  tooLong: 'Your Tweet text is too long. For more information on how Twitter determines text length see https://github.com/twitter/twitter-text.',
  directClosed: 'You do not have permission to DM one or more participants.',
  noPermission: 'Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.',
} as const
