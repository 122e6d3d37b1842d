-- A statement's short form, for places where the whole does not fit.
alter table storm_entry add column short text;

-- By which rules, and which version of the manual, an alarm was raised: it comes again by the same ones only. Null: before they were kept.
alter table storm_alarm add column rules text, add column manual_version integer;

-- A last word is for those who stood in the incident when it was said; for those who come later only where whoever wrote it says so.
alter table incident_update add column afterwards boolean not null default false;
