INSERT INTO users (email) SELECT 'user' || n || '@citadelbuy.example' FROM generate_series(1, 5000) AS n;

INSERT INTO products (name, price, stock) SELECT 'Product ' || n, n % 500, n % 90 FROM generate_series(1, 2000) AS n;

INSERT INTO orders (user_id, product_id, quantity, status, placed_at)
SELECT 1 + (n * 7919) % 5000, 1 + (n * 104729) % 2000, 1 + n % 5,
       (ARRAY['paid', 'shipped', 'delivered'])[1 + n % 3], timestamptz '2025-01-01' + n * interval '1 second'
FROM generate_series(1::bigint, current_setting('tidegate.rows')::bigint) AS n;
