insert into follower (name, place) select 'volume', place from volume_place;
drop table volume_place;
