-- What a ticket's timeline shows of its events; the others are there as the messages and notes that they announce.
create index event_on_timeline on event (ticket_id, at desc, id desc) where kind not in ('messages', 'replied', 'delivery', 'noted', 'mention');

-- A frequent word is found by walking back through time until the page is full, not by sorting all that ever held it.
create index message_by_time on message (workspace_id, at desc, id desc) where ticket_id is not null;

alter table note add column search tsvector not null default '';
create index note_search on note using gin (search);
create index note_by_time on note (workspace_id, at desc, id desc);
