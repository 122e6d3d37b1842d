-- What became of each promise: the clocks of tickets, as their events tell. Made anew for a ticket whenever something happens on it, so it
-- can be thrown away and kept again at any time. It is read by the receipts; a ticket's own screen derives its clocks when it is opened.
create table clock (
  workspace_id bigint not null,
  ticket_id bigint not null references ticket on delete cascade,
  n smallint not null,
  account_id bigint not null, -- whose promise it is
  kind text not null check (kind in ('first-answer', 'next-answer', 'resolution')),
  promised integer not null, -- open minutes
  started_at timestamptz not null,
  due_at timestamptz, -- the last minute in which it is kept; null while it is paused
  counted double precision not null, -- open minutes until its last pause or its end
  running_since timestamptz, -- null while it is paused, and when it has ended
  ended_at timestamptz,
  ended_by text,
  primary key (ticket_id, n)
);
-- The receipts read a stretch of time of one workspace.
create index clock_of_time on clock (workspace_id, started_at);

-- How far the clocks have followed the events; one row.
create table clock_place (
  single boolean primary key default true check (single),
  place text not null
);
insert into clock_place (place) values ('0-0');
