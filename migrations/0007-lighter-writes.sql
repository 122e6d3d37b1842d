-- A row's workspace is that of the ticket, person or thread it refers to; to check it again for each row is a tenth of the road in.
alter table message drop constraint message_workspace_id_fkey;
alter table event drop constraint event_workspace_id_fkey;
alter table thread drop constraint thread_workspace_id_fkey;
alter table identity drop constraint identity_workspace_id_fkey;
alter table person drop constraint person_workspace_id_fkey;
alter table ticket drop constraint ticket_workspace_id_fkey;
-- Words wait in a longer list before they are sorted into the index: fewer, larger sortings. A search reads the list in some milliseconds.
alter index message_search set (gin_pending_list_limit = 16384);
