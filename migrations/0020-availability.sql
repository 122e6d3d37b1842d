-- What somebody takes on. No departments named: of all; no languages: the one they read Plaza in. A skill is a label that asks for it.
alter table member add column departments text[] not null default '{}';
alter table member add column languages text[] not null default '{}';
alter table member add column skills text[] not null default '{}';
alter table member add column capacity smallint not null default 10 check (capacity between 0 and 500);

-- By their own word, in a workspace or its rehearsal; no row: they never said.
create table duty (
  workspace_id bigint not null references workspace,
  member_id bigint not null references member,
  state text not null check (state in ('off', 'paused', 'on')),
  since timestamptz not null,
  given_at timestamptz, -- when they last had a ticket from the queue
  primary key (workspace_id, member_id)
);

-- Whether agents pull tickets or Plaza pushes them; department '' is all that have no line of their own.
create table assignment_way (
  workspace_id bigint not null references workspace,
  department text not null,
  way text not null check (way in ('pull', 'push')),
  primary key (workspace_id, department)
);

alter table ticket add column assigned_at timestamptz;
