SELECT count(*), (SELECT count(*) FROM users WHERE id NOT IN (SELECT user_id FROM user_preferences)) FROM d1_migrations
