-- How far those that follow the events have come: one place for each, in one table.
create table follower (
  name text primary key,
  place text not null default '0-0', -- xid-id of the last event
  epoch bigint not null default 0 -- grows when what is held in memory is to be read anew
);
insert into follower (name, place) select 'clocks', place from clock_place;
insert into follower (name, place) select 'look-alikes', place from look_alike_place;
insert into follower (name, place) select 'silence', place from silence_place;
insert into follower (name, place, epoch) select 'incidents', place, epoch from incident_place;
drop table clock_place, look_alike_place, silence_place, incident_place;
