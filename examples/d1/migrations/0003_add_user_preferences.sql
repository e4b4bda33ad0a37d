-- The first that Wrangler runs.
CREATE TABLE user_preferences (
    user_id INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    theme TEXT NOT NULL DEFAULT 'light' CONSTRAINT known_theme CHECK (theme IN ('light', 'dark')),
    per_page INTEGER NOT NULL DEFAULT 20
);
INSERT INTO user_preferences (user_id) SELECT id FROM users;
