-- What the old runner has made: its own record, and the tables of its two migrations.
CREATE TABLE schema_migrations (version TEXT PRIMARY KEY, run_at TEXT NOT NULL);
INSERT INTO schema_migrations VALUES ('001_baseline', '2025-03-01'), ('002_tags', '2025-06-01');

CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    written_on TEXT NOT NULL
);
CREATE INDEX notes_by_user ON notes (user_id);

CREATE TABLE tags (
    note_id INTEGER NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (note_id, name)
);
