-- What staff on site read without signing in: of an incident that was found only what was said in public, or what a person called it; empty: its number alone.
alter table incident add column site_title text not null default '';
update incident i set site_title = title where exists (select from incident_log l where l.incident_id = i.id and l.kind = 'renamed');

-- A word that the manual wants somebody's yes for waits as an approval, under the same draft.
alter table incident_telling drop constraint incident_telling_state_check;
alter table incident_telling add constraint incident_telling_state_check check (state in ('waiting', 'asked', 'queued', 'failed'));
