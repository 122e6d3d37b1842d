-- When credentials last came in: a listener that began before works with what no longer holds.
alter table account add column connected_at timestamptz;
