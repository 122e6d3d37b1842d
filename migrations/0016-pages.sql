-- Somebody is called to a ticket, and the next of the chain when nobody reacts.
create table page (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null references workspace,
  ticket_id bigint not null references ticket on delete cascade,
  callee text not null, -- a department, a person or a role, as the manual names it
  manual_version integer not null, -- by whose chain and rota it climbs, whatever is published meanwhile
  began_at timestamptz not null,
  steps_made smallint not null default 0,
  next_at timestamptz, -- when the next step falls due, or patience with the last one ends
  exhausted_at timestamptz, -- no step was left and nobody had reacted
  ended_at timestamptz, -- somebody took it, or nobody waits any more
  taken_by bigint references member
);
create unique index page_waiting on page (ticket_id, callee) where ended_at is null;
create index page_of_workspace on page (workspace_id, began_at) where ended_at is null;
create index page_of_ticket on page (ticket_id, began_at);

-- One member called once, at one step, by one means.
create table page_call (
  id bigint primary key default nextval('plaza_id'),
  page_id bigint not null references page on delete cascade,
  step smallint not null,
  member_id bigint not null references member,
  by text not null check (by in ('e-mail', 'push', 'webhook')),
  agent text not null, -- the manual's name for whom it meant: a person or a role
  stands_in boolean not null, -- that name matches nobody here, and this member is called instead
  state text not null check (state in ('due', 'calling', 'sent', 'failed', 'spared', 'quiet', 'held', 'rehearsed', 'unsure')),
  code text,
  attempts smallint not null default 0,
  repeats smallint not null default 0, -- times that it was found begun and not ended, as after a crash
  at timestamptz not null,
  ended_at timestamptz,
  unique (page_id, step, member_id, by)
);
create index page_call_of_member on page_call (member_id, at);
