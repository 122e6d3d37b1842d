-- What a message's words mean, as they were understood when it came in; null for ours and for what came before.
alter table message add column meaning jsonb;

-- `due_at` is what people are shown; `order_at` is the ticket's place in the order of work, by need alone.
alter table ticket add column order_at timestamptz;
alter table ticket add column heard jsonb not null default '{}';
alter table ticket add column need_why jsonb not null default '[]';
-- What sets the matter apart: ultimatum, churn, abuse, vulnerable, off-limits, unsure.
alter table ticket add column marks text[] not null default '{}';
-- Abusive messages on it that count as strikes.
alter table ticket add column strikes smallint not null default 0;
-- What the manual last decided about it.
alter table ticket add column decision jsonb;
update ticket set order_at = due_at where due_at is not null;
drop index ticket_by_need;
create index ticket_by_need on ticket (workspace_id, state, order_at, id);
drop index ticket_of_assignee;
create index ticket_of_assignee on ticket (assignee_id, state, order_at, id) where assignee_id is not null;
drop index ticket_of_departments;
create index ticket_of_departments on ticket (workspace_id, state, order_at, id) where department is not null;

-- A published version never changes.
create table manual_version (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null references workspace,
  number integer not null,
  text text not null,
  note text,
  member_id bigint references member,
  published_at timestamptz not null default now(),
  unique (workspace_id, number)
);
alter table workspace add column manual_version_id bigint references manual_version;
-- Why the version in force could not be loaded, while an older one goes on.
alter table workspace add column manual_failure text;

create table manual_draft (
  workspace_id bigint primary key references workspace,
  text text not null,
  member_id bigint references member,
  saved_at timestamptz not null default now()
);
