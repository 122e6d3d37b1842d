-- The highest level that a storm's alarms proposed: what a person decided otherwise stays until one is higher. And its title as people write it.
alter table storm add column suggested text, add column named text;
update storm set suggested = level where opened_by is null;

-- Whose tickets are a storm's: a queue beside that of everybody else. One that only repeats others says nothing of its own.
create table storm_ticket (
  ticket_id bigint primary key,
  storm_id bigint not null references storm on delete cascade,
  workspace_id bigint not null,
  repeats boolean not null
);
create index ticket_of_storm on storm_ticket (storm_id);

-- By what nearly the same words are found; null where they are too few to tell.
alter table counted_message add column bands integer[];
create index counted_bands on counted_message using gin (bands) where bands is not null;

-- What a statement is written in.
alter table storm_entry add column language text;
