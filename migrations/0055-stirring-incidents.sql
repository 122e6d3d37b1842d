-- Somebody came after it was closed, and nobody has looked at them yet: it stands among the open ones until a person does.
alter table incident add column stirs boolean not null default false;
create index incident_stirring on incident (workspace_id, last_at desc, id desc) where stirs;
