-- How many of the sessions that the server allows are taken, in percent.
SELECT round(100.0 * count(*) / current_setting('max_connections')::int, 1)
FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
