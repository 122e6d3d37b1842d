-- Formal complaints: what the law's clock runs on. Everything that its day was counted from is kept with it, so that it can be proved
-- whatever becomes of the lists of laws and holidays.
create table complaint (
  id bigint primary key default nextval('plaza_id'),
  workspace_id bigint not null references workspace,
  ticket_id bigint not null references ticket,
  message_id bigint not null references message, -- what they complained with
  code text not null,
  law text not null,
  terms jsonb not null, -- the law as it was written here then: title, working days, duties, sources with the day they were read
  region text,
  zone text not null,
  holidays text[] not null, -- of the region in the years that matter, ISO days
  language text not null,
  human_asked boolean not null default false,
  member_id bigint references member, -- who made it formal; null: a rule of the manual did
  receipt_draft uuid not null default gen_random_uuid(), -- of the reply that carries the code, so that it goes out once
  received_at timestamptz not null,
  opened_at timestamptz not null,
  due_on text not null, -- ISO day, in its zone
  due_at timestamptz not null, -- its last minute
  answered_at timestamptz,
  closed_at timestamptz,
  unique (workspace_id, code)
);
create unique index complaint_of_matter on complaint (ticket_id) where closed_at is null;
create index complaint_of_ticket on complaint (ticket_id);
create index complaint_by_day on complaint (workspace_id, due_at, id);
create index complaint_unanswered on complaint (workspace_id, due_at, id) where answered_at is null;
