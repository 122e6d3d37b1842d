-- What those who leave want those who come to know.
create table shift_note (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null references workspace,
  member_id bigint not null references member,
  text text not null,
  at timestamptz not null default clock_timestamp()
);
create index shift_note_by_time on shift_note (workspace_id, at desc);

-- What was closed in a shift, without a look at all that ever was. A new ticket has no place in it.
create index ticket_closed on ticket (workspace_id, closed_at) where closed_at is not null;
