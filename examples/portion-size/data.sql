-- Primes spread the rows over schools and menus without a random generator. tidegate.rows says how many allocations.
INSERT INTO schools (name, category)
SELECT 'School ' || n, (ARRAY['SD', 'SMP', 'SMA'])[1 + n % 3] FROM generate_series(1, 2000) AS n;

INSERT INTO menu_items (name, served_on)
SELECT 'Menu ' || n, date '2026-01-01' + n % 330 FROM generate_series(1, 1500) AS n;

INSERT INTO menu_item_school_allocations (menu_item_id, school_id, portions, date)
SELECT 1 + (n * 7919) % 1500, 1 + (n * 104729) % 2000, 50 + n % 450, date '2026-01-01' + (n % 330)::integer
FROM generate_series(1::bigint, current_setting('tidegate.rows')::bigint) AS n;
