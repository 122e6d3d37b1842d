-- Made by the client once per note: the same draft twice is one note.
alter table note add column draft uuid;
create unique index note_of_draft on note (ticket_id, draft) where draft is not null;
