-- What a brand's corrections taught: steps from the shipped weights of one version. Every attempt is kept with what it was worth on
-- corrections that it had not seen; the latest promoted one is read by.
create table learned_weights (
  id bigint generated always as identity primary key,
  workspace_id bigint not null references workspace,
  base text not null,
  promoted boolean not null,
  reason text not null,
  corrections integer not null,
  figures jsonb not null,
  deltas jsonb not null,
  at timestamptz not null default now()
);
create index learned_weights_of_workspace on learned_weights (workspace_id, id desc);
alter table workspace add column learned_weights_id bigint references learned_weights;
