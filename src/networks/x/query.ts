/**
 * What we ask of X with every read. X ignores an unknown name in silence and bills the page all the same, so the names are
 * checked against the library's types where they are used. Author and references come as expansions only.
 */
export const POST_QUERY = {
  postFields: names('attachments', 'conversation_id', 'created_at', 'display_text_range', 'entities', 'lang', 'note_post'),
  expansions: names('author_id', 'referenced_posts', 'attachments.media_keys', 'in_reply_to_user_id', 'edit_history_post_ids'),
  userFields: names('name', 'profile_image_url', 'public_metrics', 'username'),
  mediaFields: names('alt_text', 'media_key', 'preview_image_url', 'type', 'url', 'variants'),
  ...raw(),
}

export const DIRECT_QUERY = {
  eventTypes: names('MessageCreate'),
  dmEventFields: names('attachments', 'created_at', 'dm_conversation_id', 'entities', 'event_type', 'id', 'text'),
  expansions: names('sender_id', 'attachments.media_keys'),
  userFields: names('name', 'profile_image_url', 'username'),
  mediaFields: names('alt_text', 'media_key', 'preview_image_url', 'type', 'url', 'variants'),
  ...raw(),
}

/** Of posts that are only counted: no picture, no link, nothing of the profile of whoever wrote them. */
export const SEARCH_QUERY = {
  postFields: names('created_at', 'display_text_range', 'lang', 'note_post'),
  expansions: names('author_id', 'in_reply_to_user_id'),
  ...raw(),
}

/** Of an account, as it shows itself. */
export const PROFILE_QUERY = { userFields: names('created_at', 'description', 'name', 'profile_image_url', 'username'), ...raw() }

/** The answer as X wrote it: the library would rename every field, and hide the rate-limit headers. */
export function raw(): { requestOptions: { raw: true } } {
  return { requestOptions: { raw: true } }
}

function names<const Name extends string>(...all: Name[]): Name[] {
  return all
}
