-- What the watch counted of each message of people, in the five minutes in which it was said on its network.
create table counted_message (
  workspace_id bigint not null,
  window_at timestamptz not null,
  message_id bigint not null,
  seq bigint not null default nextval('plaza_id'), -- what an alarm saw was counted before it
  identity_id bigint,
  complaint boolean not null,
  echo text check (echo in ('repost', 'copy', 'again')), -- null: somebody new says something of their own
  young boolean not null, -- the account was new when it said so
  words bigint not null, -- a hash of its words
  series text[] not null,
  primary key (workspace_id, window_at, message_id)
);
create index counted_words on counted_message (workspace_id, words, window_at);
create index counted_of_person on counted_message (workspace_id, identity_id, window_at);
create index counted_of_message on counted_message (message_id);

-- Messages of a series in a window: as they are known, and as they were when the window was judged.
create table volume (
  workspace_id bigint not null,
  series text not null,
  window_at timestamptz not null,
  messages integer not null,
  judged integer,
  primary key (workspace_id, series, window_at)
);
create index volume_to_judge on volume (workspace_id, window_at) where judged is null;

-- What a series knows of its normal, by all windows before `next_at`.
create table volume_series (
  workspace_id bigint not null,
  series text not null,
  begun_at timestamptz not null,
  knows_silence boolean not null, -- it was born where we had long been listening: before, there was nothing of it
  state jsonb not null,
  next_at timestamptz not null,
  primary key (workspace_id, series)
);

create table storm (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null references workspace,
  title text not null,
  series text[] not null,
  begun_at timestamptz not null, -- the first window beyond normal
  opened_at timestamptz not null,
  opened_by bigint references member, -- null: an alarm
  last_at timestamptz not null, -- the last window beyond normal
  level text, -- of the manual, as suggested or as a person set it
  spokesperson bigint references member,
  cause text,
  closed_at timestamptz,
  closed_by bigint references member,
  report jsonb -- what it cost, as it was when it was closed
);
create index storm_open on storm (workspace_id) where closed_at is null;
create index storm_by_time on storm (workspace_id, opened_at desc, id desc);

-- One series at one window, with all that it was raised by.
create table storm_alarm (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null,
  storm_id bigint not null references storm on delete cascade,
  series text not null,
  window_at timestamptz not null,
  facts jsonb not null,
  unique (workspace_id, series, window_at)
);
create index alarm_of_storm on storm_alarm (storm_id, window_at);

-- What is said and done in a storm's room: log, tasks, statements.
create table storm_entry (
  id bigint primary key default nextval('plaza_id'),
  storm_id bigint not null references storm on delete cascade,
  kind text not null check (kind in ('note', 'task', 'statement', 'event')),
  member_id bigint references member, -- null: nobody's act
  text text not null,
  at timestamptz not null,
  state text check (state in ('open', 'done', 'waiting', 'approved', 'returned')), -- of a task or a statement
  settled_by bigint references member,
  settled_at timestamptz,
  words text -- why a statement was returned
);
create index entry_of_storm on storm_entry (storm_id, id);

-- How far the watch has followed the events; one row.
create table volume_place (
  single boolean primary key default true check (single),
  place text not null
);
insert into volume_place (place) values ('0-0');
