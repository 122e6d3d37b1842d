-- What an account shows as its picture, read once for each address: ours, and of those who may pose as us. Never the file itself: its hash, and a small copy drawn anew.
create table picture (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null references workspace,
  address text not null,
  half boolean not null default false, -- of somebody who only half resembles us
  message_id bigint, -- their word: looked at again if the picture is like ours
  hash text check (hash ~ '^[0-9a-f]{16}$'), -- null where it could not be read, or is one even colour
  jpeg bytea, -- null where it is like none of ours: a stranger's face is not kept
  sha256 text, -- of the file as its server gave it
  read_at timestamptz,
  code text, -- why it could not be read
  tries smallint not null default 0,
  next_at timestamptz default now() -- null: nothing is left to do
);
create unique index picture_by_address on picture (workspace_id, md5(address));
create index picture_to_read on picture (next_at) where next_at is not null;
create index picture_by_age on picture (read_at) where half;

-- What a look-alike showed, one after the other.
create table look_alike_picture (
  look_alike_id bigint not null references look_alike on delete cascade,
  picture_id bigint not null references picture on delete cascade,
  primary key (look_alike_id, picture_id)
);
insert into picture (workspace_id, address) select distinct workspace_id, avatar_url from look_alike where avatar_url is not null on conflict do nothing;
insert into look_alike_picture select l.id, p.id from look_alike l join picture p on p.workspace_id = l.workspace_id and p.address = l.avatar_url;

-- How an account of ours shows itself, asked of its network now and then: what those who pose as us copy.
alter table account add column bio text, add column created_on date;
