-- What the manual wants said after a complaint was solved and after praise: once for each, step by step.
create table aftercare (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null references workspace,
  ticket_id bigint not null references ticket on delete cascade,
  kind text not null check (kind in ('complaint-solved', 'praise')),
  step text not null check (step in ('word', 'question')),
  cause_id bigint not null, -- the event by which it was solved, or the message that praised
  member_id bigint references member, -- who solved it
  manual_version integer not null, -- that planned it, and by which it is said, whatever is published meanwhile
  run_at timestamptz not null,
  state text not null default 'due' check (state in ('due', 'proposed', 'sent', 'cancelled')),
  script text,
  code text, -- why it was not said, or not without a person
  ended_at timestamptz,
  unique (ticket_id, kind, step, cause_id)
);
create index aftercare_due on aftercare (run_at) where state = 'due';

-- Somebody is told, once and by mail: a person praised us, a complaint was solved, or it is time to ask whether all is well.
alter table page add column tells text check (tells in ('praise', 'solved', 'question'));
