-- Primes spread the rows without a random generator. ${rows} says how many notes.
INSERT INTO users (email)
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
SELECT 'user' || i || '@notes.example' FROM n;

INSERT INTO notes (user_id, title, written_on)
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
SELECT 1 + (i * 104729) % 500, 'Note ' || i, date('2025-01-01', '+' || (i % 240) || ' days') FROM n;

INSERT INTO tags (note_id, name)
SELECT id, 'tag-' || (id * 7919) % 12 FROM notes WHERE id % 3 = 0;
