-- The register of our accounts, for customers to check: the brand decides whether anybody may read it.
alter table workspace add column register_public boolean not null default false;

-- What an account of ours was called before: a name that we gave up may be taken by somebody else.
create table account_past (
  account_id bigint not null references account on delete cascade,
  handle text not null,
  name text not null,
  until timestamptz not null default now(),
  primary key (account_id, handle, name)
);
create function keep_past_name() returns trigger language plpgsql as $$
begin
  insert into account_past (account_id, handle, name) values (old.id, old.handle, old.name)
  on conflict (account_id, handle, name) do update set until = excluded.until;
  return null;
end $$;
create trigger account_renamed after update of handle, name on account for each row
  when ((old.handle, old.name) is distinct from (new.handle, new.name)) execute function keep_past_name();
