-- Few tickets have a department: without an index of their own, to list or count them is to read all of them.
create index ticket_of_departments on ticket (workspace_id, state, due_at, id) where department is not null;
