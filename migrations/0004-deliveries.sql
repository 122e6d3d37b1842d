-- When the attempt under way began: until the network must be done with it, «it is not there» proves nothing.
alter table delivery add column attempted_at timestamptz;
-- When tries without success end and a person decides.
alter table delivery add column give_up_at timestamptz not null default now() + interval '24 hours';
-- Why `send_after` holds the account's messages back.
alter table account add column send_after_code text;
