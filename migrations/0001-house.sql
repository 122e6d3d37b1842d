-- One id space for everything that people can point at.
create sequence plaza_id;

-- A company, or the rehearsal of one: a rehearsal is a workspace of its own, so real and rehearsed can't mix in any query.
create table workspace (
  id bigint primary key default nextval('plaza_id'),
  name text not null,
  time_zone text not null,
  locale text not null,
  rehearsal_of bigint unique references workspace,
  tickets integer not null default 0,
  created_at timestamptz not null default now()
);

create table brand (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null references workspace,
  name text not null,
  unique (workspace_id, name)
);

-- Members belong to the real workspace and work in its rehearsal too.
create table member (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null references workspace,
  user_id text not null,
  name text not null,
  email text not null,
  locale text not null,
  role text not null check (role in ('owner', 'supervisor', 'agent', 'executive', 'observer')),
  active boolean not null default true,
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  unique (workspace_id, user_id)
);

create table invitation (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null references workspace,
  email text not null,
  role text not null,
  token_hash bytea not null unique,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  created_at timestamptz not null default now()
);

create table api_key (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null references workspace,
  member_id bigint not null references member,
  name text not null,
  hash bytea not null unique,
  scopes text[] not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);

create table account (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null references workspace,
  brand_id bigint not null references brand,
  network text not null,
  native_id text not null,
  handle text not null,
  name text not null,
  avatar_url text,
  speaks text not null default 'brand' check (speaks in ('brand', 'product', 'region', 'executive')),
  state text not null check (state in ('connected', 'declared', 'paused', 'reconnect', 'failing')),
  settings jsonb not null default '{}',
  credentials bytea, -- sealed; only an open line reads them
  abilities jsonb not null default '[]',
  cursor jsonb,
  failure_code text,
  failure_detail text,
  failures integer not null default 0,
  retry_at timestamptz,
  send_after timestamptz, -- the network asked us to wait
  last_heard_at timestamptz,
  last_event_at timestamptz,
  gap_since timestamptz,
  token_expires_at timestamptz,
  removed_at timestamptz,
  created_at timestamptz not null default now(),
  unique (workspace_id, network, native_id)
);

create table person (
  id bigint primary key,
  workspace_id bigint not null references workspace,
  name text not null,
  language text,
  first_seen_at timestamptz not null
);

create table identity (
  id bigint primary key,
  workspace_id bigint not null references workspace,
  person_id bigint not null references person,
  network text not null,
  native_id text not null,
  handle text not null,
  name text not null,
  url text,
  avatar_url text,
  evidence text not null default 'wrote',
  unique (workspace_id, network, native_id)
);
create index identity_of_person on identity (person_id);

create table thread (
  id bigint primary key,
  workspace_id bigint not null references workspace,
  network text not null,
  native_id text not null,
  visibility text not null check (visibility in ('public', 'private')),
  account_id bigint references account,
  subject text,
  unique (workspace_id, network, native_id)
);

-- The list columns are kept on the ticket itself: the inbox reads one table.
create table ticket (
  id bigint primary key,
  workspace_id bigint not null references workspace,
  number integer not null,
  brand_id bigint not null references brand,
  person_id bigint not null references person,
  state text not null check (state in ('open', 'waiting', 'snoozed', 'resolved', 'left')),
  person_name text not null,
  person_handle text not null,
  network text not null,
  visibility text not null check (visibility in ('public', 'private')),
  subject text,
  snippet text not null,
  language text,
  need_reason text not null,
  due_at timestamptz,
  assignee_id bigint references member,
  department text,
  labels text[] not null default '{}',
  unanswered integer not null default 0,
  unanswered_since timestamptz,
  answered_at timestamptz, -- the network's time of our last answer
  last_inbound_id bigint,
  last_inbound_at timestamptz,
  sending text,
  opened_at timestamptz not null,
  last_message_at timestamptz not null,
  snoozed_until timestamptz,
  closed_at timestamptz,
  left_reason text,
  follows_id bigint references ticket,
  unique (workspace_id, number)
);
create index ticket_by_need on ticket (workspace_id, state, due_at, id);
create index ticket_by_time on ticket (workspace_id, state, last_message_at desc, id desc);
create index ticket_of_assignee on ticket (assignee_id, state, due_at, id) where assignee_id is not null;
create index ticket_of_person on ticket (person_id, last_message_at desc);
create index ticket_snoozed on ticket (snoozed_until) where state = 'snoozed';
create index ticket_in_trouble on ticket (workspace_id, last_message_at desc, id desc) where sending is not null;

create table ticket_thread (
  ticket_id bigint not null references ticket,
  thread_id bigint not null references thread,
  primary key (thread_id, ticket_id)
);
create index thread_of_ticket on ticket_thread (ticket_id);

-- Proof that a message was taken in, once, whichever way and however often it comes.
create table receipt (
  workspace_id bigint not null,
  network text not null,
  native_id text not null,
  message_id bigint not null,
  primary key (workspace_id, network, native_id)
);

create table message (
  id bigint primary key,
  workspace_id bigint not null references workspace,
  ticket_id bigint references ticket,
  thread_id bigint references thread,
  network text not null,
  native_id text, -- null until the network has given or confirmed one
  account_ids bigint[] not null default '{}', -- ours that it names, reached us through, or was said by
  identity_id bigint references identity,
  member_id bigint references member,
  direction text not null check (direction in ('in', 'out')),
  origin text not null check (origin in ('customer', 'plaza', 'native', 'phone')),
  visibility text not null check (visibility in ('public', 'private')),
  text text not null,
  html text,
  folded text,
  subject text,
  content_warning text,
  language text,
  automatic text,
  media jsonb not null default '[]',
  parent jsonb,
  reply_to text,
  url text,
  ref jsonb,
  at timestamptz not null,
  received_at timestamptz not null default now(),
  edited_at timestamptz,
  deleted_at timestamptz,
  search tsvector not null
);
create index message_of_ticket on message (ticket_id, at, id);
create index message_of_thread on message (thread_id, at) where ticket_id is null;
-- Our native answers whose question has not come yet.
create index message_waiting on message (workspace_id, network, reply_to) where ticket_id is null and reply_to is not null;
create index message_search on message using gin (search);

create table message_version (
  message_id bigint not null references message,
  at timestamptz not null,
  text text not null,
  primary key (message_id, at)
);

-- An edit or a deletion that came before its message; kept until it comes.
create table early_change (
  workspace_id bigint not null references workspace,
  network text not null,
  native_id text not null,
  at timestamptz not null,
  change jsonb not null,
  primary key (workspace_id, network, native_id, at)
);

-- One of our messages on its way out.
create table delivery (
  message_id bigint primary key references message,
  workspace_id bigint not null references workspace,
  ticket_id bigint not null references ticket,
  account_id bigint not null references account,
  state text not null,
  code text,
  detail text,
  attempts integer not null default 0,
  asked integer not null default 0, -- times the network was asked whether it has it
  draft uuid not null,
  part integer not null,
  parts integer not null,
  key text not null unique,
  chosen_id text,
  target jsonb not null,
  uploads jsonb not null default '[]',
  resolve boolean not null default false,
  undo_until timestamptz not null,
  started_at timestamptz,
  next_attempt_at timestamptz,
  unique (workspace_id, draft, part)
);
create index delivery_unfinished on delivery (account_id, state) where state not in ('sent', 'undone');

create table note (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null references workspace,
  ticket_id bigint not null references ticket,
  member_id bigint not null references member,
  text text not null,
  mentions bigint[] not null default '{}',
  at timestamptz not null default now()
);
create index note_of_ticket on note (ticket_id, at, id);

create table upload (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null references workspace,
  member_id bigint references member,
  name text not null,
  mime text not null,
  bytes bytea not null,
  created_at timestamptz not null default now()
);

-- What happened, for the timeline, the audit and the live feed. `xid` orders by commit: a reader that stays below the
-- oldest running transaction misses nothing, whatever order transactions end in.
create table event (
  id bigint primary key default nextval('plaza_id'),
  xid xid8 not null default pg_current_xact_id(),
  workspace_id bigint not null references workspace,
  ticket_id bigint references ticket,
  kind text not null,
  member_id bigint references member,
  facts jsonb not null default '{}',
  at timestamptz not null default clock_timestamp()
);
create index event_in_order on event (xid, id);
create index event_of_ticket on event (ticket_id, id);

create table quarantine (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null references workspace,
  account_id bigint references account,
  network text not null,
  stage text not null,
  reason text not null,
  payload jsonb not null,
  tries integer not null default 1,
  at timestamptz not null default now(),
  ended_at timestamptz
);
create index quarantine_waiting on quarantine (workspace_id, id desc) where ended_at is null;

create table saved_view (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null references workspace,
  member_id bigint not null references member,
  name text not null,
  filter jsonb not null,
  shared boolean not null default false,
  created_at timestamptz not null default now()
);

-- Where an import stands, so that it resumes.
create table import_progress (
  workspace_id bigint not null references workspace,
  file_hash text not null,
  line bigint not null,
  primary key (workspace_id, file_hash)
);
