-- What Plaza makes once for itself and must never lose (the keys of web push), sealed.
create table house_secret (
  name text primary key,
  sealed bytea not null,
  made_at timestamptz not null default now()
);

-- A browser of a member's that may be pushed to.
create table push_subscription (
  id bigint primary key default nextval('plaza_id'),
  member_id bigint not null references member on delete cascade,
  endpoint text not null unique,
  keys bytea not null, -- sealed: whoever has them can write to that browser's screen
  label text not null,
  created_at timestamptz not null default now()
);
create index push_subscription_of_member on push_subscription (member_id);

-- Wall-clock minutes between which a member is left in peace; from later than to runs past midnight.
create table quiet_hours (
  member_id bigint primary key references member on delete cascade,
  from_minute smallint not null check (from_minute between 0 and 1439),
  to_minute smallint not null check (to_minute between 0 and 1439)
);

-- Where a workspace's pages are posted; the secret signs them.
create table page_webhook (
  workspace_id bigint primary key references workspace,
  url text not null,
  secret bytea not null, -- sealed
  set_at timestamptz not null default now()
);
