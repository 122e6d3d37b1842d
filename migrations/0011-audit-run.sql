-- What the last audit of a workspace came to; `found` are its first violations.
create table audit_run (
  workspace_id bigint primary key references workspace,
  at timestamptz not null,
  messages integer not null,
  proved integer not null,
  violations integer not null,
  found jsonb not null
);
