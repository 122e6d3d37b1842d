-- Other brands' public accounts that the house declared, to see its own beside them.
create table peer (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null references workspace,
  network text not null check (network in ('x', 'bluesky', 'mastodon')),
  native_id text not null,
  handle text not null,
  name text not null,
  declared_by bigint references member,
  declared_at timestamptz not null,
  reading jsonb, -- from when on, and how far, what names it and what it answers were read; null until the first look
  next_at timestamptz not null, -- looked at again then
  code text, -- why it could not be read the last time
  read_on date, -- the UTC day of the last look, and the posts that were read in it: some networks bill each
  posts_read integer not null default 0,
  measured jsonb, -- what the rule says of it, as of its last look
  unique (workspace_id, network, native_id)
);
create index peer_due on peer (next_at);

-- Who asked a peer, and whom it answered, as keyed hashes: no word, name or address of anybody is kept. Forgotten after 42 days.
create table peer_turn (
  peer_id bigint not null references peer on delete cascade,
  said bytea not null,
  person bytea not null,
  at timestamptz not null,
  asks boolean not null, -- false: the peer answers this person
  primary key (peer_id, said)
);
create index peer_turn_by_time on peer_turn (at);

-- The same of our accounts, by the same rule, followed from the events; it can be thrown away and followed again.
create table own_turn (
  message_id bigint not null references message on delete cascade,
  account_id bigint not null references account on delete cascade,
  identity_id bigint not null,
  at timestamptz not null,
  asks boolean not null,
  primary key (message_id, account_id)
);
create index own_turn_of_account on own_turn (account_id, at);
create index own_turn_by_time on own_turn (at);

-- What the rule says of our accounts, and as of when.
create table own_measured (
  account_id bigint primary key references account on delete cascade,
  at timestamptz not null,
  measured jsonb not null
);
insert into follower (name) values ('comparison');
