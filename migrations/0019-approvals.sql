-- A reply that waits for somebody's yes. Its words never change, and nothing of it is on the road out before.
create table approval (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null references workspace,
  ticket_id bigint not null references ticket on delete cascade,
  draft uuid not null,
  reply jsonb not null, -- as it will be queued
  network text not null,
  handle text not null, -- of the account that would speak
  callee text not null,
  members bigint[] not null, -- who may approve it, as it was when it was asked
  asked_by bigint not null references member,
  asked_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'approved', 'returned', 'withdrawn')),
  words text, -- why it was returned, or approved by somebody whom the manual does not name
  ended_by bigint references member,
  ended_at timestamptz,
  unique (workspace_id, draft)
);
create index approval_of_ticket on approval (ticket_id, asked_at, id);
create index approval_of_asked on approval using gin (members) where state = 'waiting';
