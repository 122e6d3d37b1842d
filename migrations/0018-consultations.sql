-- Somebody of the house is asked inside a ticket, and an answer is expected by a time.
create table consultation (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null references workspace,
  ticket_id bigint not null references ticket on delete cascade,
  callee text not null, -- a department, person or role as the manual names it, or the name of a member
  members bigint[] not null, -- who was asked, as it was then
  question text not null,
  asked_by bigint not null references member,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  answer text, -- null of one that was withdrawn
  ended_by bigint references member,
  ended_at timestamptz
);
create index consultation_of_ticket on consultation (ticket_id, asked_at, id);
create index consultation_of_asked on consultation using gin (members) where ended_at is null;

-- What the answer waits for inside the house, for the list; the customer's clock runs on.
alter table ticket add column waits_for text check (waits_for in ('consultation', 'approval'));
alter table ticket add column waits_until timestamptz;
-- For the count of abuse received: few tickets have any.
create index ticket_with_strikes on ticket (workspace_id, last_inbound_at) where strikes > 0;
