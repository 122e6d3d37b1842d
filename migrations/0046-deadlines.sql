-- By when somebody who waits must have had an answer; kept by following the events, so that what falls due is found without looking at the rest.
create table deadline (
  ticket_id bigint not null references ticket on delete cascade,
  kind text not null check (kind in ('limit', 'promise')), -- of its need; or some time before a promised answer, as the manual wants
  workspace_id bigint not null references workspace,
  since timestamptz not null, -- of the wait that it ends
  at timestamptz not null, -- infinity while the ticket sleeps or is closed
  called_at timestamptz,
  primary key (ticket_id, kind)
);
create index deadline_ahead on deadline (workspace_id, at) where called_at is null;

-- Why somebody is called: a rule of the manual; a wait beyond its limit; a promise that is about to break.
alter table page add column cause text not null default 'rule' check (cause in ('rule', 'limit', 'promise'));
