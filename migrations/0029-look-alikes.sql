-- An account of somebody else's that may pose as one of ours, and what was decided about it.
create table look_alike (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null references workspace,
  account_id bigint not null references account, -- ours that it resembles most
  network text not null,
  handle_key text not null, -- in lower case: one that was only named is known by nothing else
  identity_id bigint references identity, -- once it has spoken
  handle text not null,
  name text not null,
  avatar_url text,
  score real not null,
  evidence jsonb not null,
  deeds text[] not null default '{}',
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  verdict text check (verdict in ('ours', 'fan-parody', 'unrelated', 'impostor')),
  verdict_by bigint references member,
  verdict_at timestamptz,
  verdict_handle text, -- as it was called then: another name is looked at anew
  verdict_name text,
  reported_by bigint references member,
  reported_at timestamptz,
  gone_by bigint references member,
  gone_at timestamptz,
  unique (workspace_id, network, handle_key)
);
create unique index look_alike_of_identity on look_alike (identity_id);
create index look_alike_by_time on look_alike (workspace_id, last_seen_at desc, id desc);

-- Where it spoke, or was named as if it were ours: the ticket is the customer's.
create table look_alike_sighting (
  look_alike_id bigint not null references look_alike on delete cascade,
  message_id bigint not null,
  how text not null check (how in ('spoke', 'named')),
  ticket_id bigint references ticket on delete cascade,
  at timestamptz not null,
  primary key (look_alike_id, message_id, how)
);
create index look_alike_on_ticket on look_alike_sighting (ticket_id, look_alike_id);

-- Whom we told that it is none of ours: once a ticket.
create table look_alike_warning (
  look_alike_id bigint not null references look_alike on delete cascade,
  ticket_id bigint not null references ticket on delete cascade,
  member_id bigint not null references member,
  at timestamptz not null,
  primary key (look_alike_id, ticket_id)
);

-- How far the look-alikes have followed the events; one row.
create table look_alike_place (
  single boolean primary key default true check (single),
  place text not null
);
insert into look_alike_place (place) values ('0-0');
