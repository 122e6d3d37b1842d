-- A page silences only its like: nobody reacted to a wait beyond its limit, and yet danger calls.
drop index page_waiting;
create unique index page_waiting on page (ticket_id, callee, cause, coalesce(tells, '')) where ended_at is null;
