INSERT INTO clients (name) SELECT 'Client ' || n FROM generate_series(1, 40) AS n;

INSERT INTO products (client_id, name) SELECT 1 + n % 40, 'Product ' || n FROM generate_series(1, 800) AS n;

INSERT INTO shipments (product_id, quantity, ordered_on, arrived_on)
SELECT 1 + (n * 7919) % 800, 1 + n % 50, date '2026-01-01' + (n % 300)::integer,
       CASE WHEN n % 7 > 0 THEN date '2026-01-01' + (n % 300 + 3 + n % 14)::integer END
FROM generate_series(1::bigint, current_setting('tidegate.rows')::bigint) AS n;
