-- Old notes are archived; none is lost.
ALTER TABLE notes ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
UPDATE notes SET archived = 1 WHERE written_on < '2025-03-01';
CREATE INDEX notes_by_day ON notes (archived, written_on);
