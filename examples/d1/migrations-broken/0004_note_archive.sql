-- The migration with a fault: it deletes what it should archive, so that verification must fail.
ALTER TABLE notes ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
DELETE FROM notes WHERE written_on < '2025-03-01';
CREATE INDEX notes_by_day ON notes (archived, written_on);
