-- A word's count is kept from the first who says it, so that a window is never counted anew; only a phrase of several is a series to judge.
drop index volume_to_judge;
create index volume_to_judge on volume (workspace_id, window_at) where judged is null and (messages >= 3 or series not like 'phrase:%');
-- What too few said to make it a phrase is forgotten by this.
create index volume_of_few on volume (window_at) where judged is null and not (messages >= 3 or series not like 'phrase:%');
