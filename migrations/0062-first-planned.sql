-- When a step after a complaint or praise was first to be taken: what is put off again and again is waited for a week from then.
alter table aftercare add column planned_at timestamptz;
update aftercare set planned_at = run_at;
alter table aftercare alter column planned_at set not null;
