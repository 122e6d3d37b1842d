-- Many tickets, one cause. A ticket stands in one incident at most; what a person refused is not suggested again.
create table incident (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null references workspace,
  number integer not null,
  title text not null,
  state text not null default 'open' check (state in ('open', 'closed')),
  member_id bigint references member, -- who opened it; null: found
  opened_at timestamptz not null,
  closed_at timestamptz,
  last_at timestamptz not null, -- the last word that joined it
  merged_into bigint references incident on delete cascade,
  site_token text not null unique, -- who knows it may read the state without signing in
  unique (workspace_id, number)
);
create index incident_by_time on incident (workspace_id, state, last_at desc, id desc);

create table incident_ticket (
  incident_id bigint not null references incident on delete cascade,
  ticket_id bigint not null references ticket on delete cascade,
  workspace_id bigint not null,
  message_id bigint not null, -- the word that brought it
  standing text not null check (standing in ('suggested', 'confirmed', 'refused')),
  why jsonb not null default '[]',
  member_id bigint references member, -- whose word it is; null: found
  at timestamptz not null,
  primary key (incident_id, ticket_id)
);
create unique index incident_of_ticket on incident_ticket (ticket_id) where standing <> 'refused';
create index incident_by_word on incident_ticket (message_id);

create table incident_log (
  id bigint primary key default nextval('plaza_id'),
  incident_id bigint not null references incident on delete cascade,
  kind text not null,
  member_id bigint references member,
  facts jsonb not null default '{}',
  at timestamptz not null
);
create index log_of_incident on incident_log (incident_id, id);

-- One word to everybody in it, in as many languages as it was written in. It never changes; what is said next is another.
create table incident_update (
  id bigint primary key default nextval('plaza_id'),
  incident_id bigint not null references incident on delete cascade,
  workspace_id bigint not null,
  texts jsonb not null, -- one a language, the first for everybody whose own is missing
  closes boolean not null,
  state text not null default 'waiting' check (state in ('waiting', 'approved', 'returned')),
  written_by bigint not null references member,
  written_at timestamptz not null,
  settled_by bigint references member,
  settled_at timestamptz,
  words text -- why it was returned
);
create index update_of_incident on incident_update (incident_id, id desc);

-- Whom an update is for. Each has one draft, and the same draft twice is one reply: nobody is told twice.
create table incident_telling (
  update_id bigint not null references incident_update on delete cascade,
  ticket_id bigint not null references ticket on delete cascade,
  workspace_id bigint not null,
  state text not null default 'waiting' check (state in ('waiting', 'queued', 'failed')),
  draft uuid not null default gen_random_uuid(),
  code text,
  at timestamptz not null,
  primary key (update_id, ticket_id)
);
create index telling_waiting on incident_telling (update_id, ticket_id) where state = 'waiting';
create index telling_of_ticket on incident_telling (ticket_id);

-- How far the incidents have followed the events; one row. Whoever put groups right by hand raises the epoch: what is held in memory is read anew.
create table incident_place (
  single boolean primary key default true check (single),
  place text not null,
  epoch bigint not null default 0
);
insert into incident_place (place) values ('0-0');
