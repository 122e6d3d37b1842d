-- How a look-alike shows itself on its network, asked now and then until it is gone.
alter table look_alike
  add column bio text,
  add column created_on date,
  add column looked_at timestamptz, -- when its network was last asked
  add column found_at timestamptz, -- when its network last knew it
  add column misses smallint not null default 0, -- times in a row that its network knew it no more
  add column look_at timestamptz not null default now();
create index look_alike_to_look_at on look_alike (look_at);

-- When a network is next searched for the names of an account of ours.
create table look_alike_search (
  account_id bigint primary key references account on delete cascade,
  next_at timestamptz not null
);
