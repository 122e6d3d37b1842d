-- A ticket shows the worst state of its messages on their way out, with every change of one.
create index delivery_of_ticket on delivery (ticket_id, state);
