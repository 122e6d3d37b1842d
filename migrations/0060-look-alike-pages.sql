-- One who poses as us and speaks to a customer now is a reason to call somebody.
alter table page drop constraint page_cause_check, add constraint page_cause_check check (cause in ('rule', 'limit', 'promise', 'look-alike'));
