-- What people said that a message means, where understanding said otherwise: the latest word on each verdict. Kept with the text as
-- it was read, so that it can be learned from.
create table label_correction (
  message_id bigint not null references message on delete cascade,
  workspace_id bigint not null references workspace,
  verdict text not null,
  value jsonb not null,
  text text not null,
  language text,
  member_id bigint not null references member,
  at timestamptz not null default now(),
  primary key (message_id, verdict)
);
create index label_correction_of_workspace on label_correction (workspace_id, at);
