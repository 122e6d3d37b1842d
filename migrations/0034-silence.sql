-- Who waits for an answer of which account: followed from the tickets' events, off the road in; it can be thrown away and followed again.
create table unanswered (
  ticket_id bigint primary key references ticket on delete cascade,
  workspace_id bigint not null,
  account_id bigint not null, -- the first of ours that the last word named or reached
  since timestamptz not null,
  messages integer not null
);
create index unanswered_of_account on unanswered (account_id, since);

-- What people tell each other about the brand: who leaves, praises, recommends, warns. Followed from the events too.
create table word_of_mouth (
  message_id bigint primary key references message on delete cascade,
  workspace_id bigint not null,
  ticket_id bigint not null,
  at timestamptz not null,
  kind text not null check (kind in ('leaves', 'compares', 'warns', 'recommends', 'praises', 'tells')),
  because text not null, -- the words or the rule that it is known by
  competitors text[] not null default '{}',
  topics text[] not null default '{}'
);
create index word_of_mouth_by_time on word_of_mouth (workspace_id, at desc, message_id desc);

-- How far both have followed the events; one row.
create table silence_place (
  single boolean primary key default true check (single),
  place text not null
);
insert into silence_place (place) values ('0-0');

-- The last word and the last answer of an account are one step away; only our own words are in it.
create index message_spoken on message ((account_ids[1]), at desc) where direction = 'out' and automatic is null;
create index message_answered on message ((account_ids[1]), at desc) where direction = 'out' and automatic is null and ticket_id is not null;

-- How present each account is, as last judged.
create table silence (
  account_id bigint primary key references account on delete cascade,
  workspace_id bigint not null,
  state text not null check (state in ('fine', 'slipping', 'silent', 'abandoned')),
  rule text not null,
  since timestamptz not null
);

-- Every change, with the facts that it was judged by, so that it can be judged again.
create table silence_change (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null,
  account_id bigint not null references account on delete cascade,
  at timestamptz not null,
  state text not null,
  rule text not null,
  facts jsonb not null
);
create index silence_change_of_account on silence_change (account_id, at desc);

-- Its owner is told of a change for the worse, and the next of the chain when nobody takes it.
create table silence_alarm (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null,
  account_id bigint not null references account on delete cascade,
  state text not null,
  rule text not null,
  waiting integer not null,
  callee text not null, -- a department or a role, as the manual names it
  manual_version integer not null, -- by whose chain and rota it climbs
  raised_at timestamptz not null,
  next_at timestamptz,
  ended_at timestamptz, -- somebody took it, it got better, or a worse one took its place
  taken_by bigint references member
);
create unique index silence_alarm_open on silence_alarm (account_id) where ended_at is null;
create index silence_alarm_latest on silence_alarm (account_id, raised_at desc);

create table silence_call (
  id bigint primary key default nextval('plaza_id'),
  alarm_id bigint not null references silence_alarm on delete cascade,
  step smallint not null,
  member_id bigint not null references member,
  by text not null check (by in ('e-mail', 'push')),
  agent text not null,
  state text not null check (state in ('due', 'sent', 'failed', 'rehearsed', 'spared')),
  code text,
  attempts smallint not null default 0,
  at timestamptz not null,
  unique (alarm_id, step, member_id, by)
);
