-- As in 0025: written in one transaction with what they refer to, or referring to one row over and over; a twelfth of what the database does for the road in.
alter table ticket drop constraint ticket_person_id_fkey;
alter table ticket drop constraint ticket_brand_id_fkey;
alter table thread drop constraint thread_account_id_fkey;
alter table event drop constraint event_ticket_id_fkey;
alter table identity drop constraint identity_person_id_fkey;
