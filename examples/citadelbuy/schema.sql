-- The shop's database before the migration. Run by a superuser in the fresh database citadelbuy.
ALTER DATABASE citadelbuy OWNER TO citadelbuy_owner;
REVOKE ALL ON DATABASE citadelbuy FROM PUBLIC;
GRANT CONNECT ON DATABASE citadelbuy TO citadelbuy_app;
ALTER DATABASE citadelbuy CONNECTION LIMIT 100;
ALTER SCHEMA public OWNER TO citadelbuy_owner;

SET ROLE citadelbuy_owner;

CREATE TABLE users (
    id         bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    email      text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE products (
    id    bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    name  text NOT NULL,
    price numeric(10, 2) NOT NULL CHECK (price >= 0),
    stock integer NOT NULL DEFAULT 0
);

CREATE TABLE orders (
    id         bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    user_id    bigint NOT NULL REFERENCES users (id),
    product_id bigint NOT NULL REFERENCES products (id),
    quantity   integer NOT NULL CHECK (quantity > 0),
    status     text NOT NULL DEFAULT 'paid',
    placed_at  timestamptz NOT NULL DEFAULT now()
);

-- What Prisma's own tools have kept: the database has no migration behind it but its beginning.
CREATE TABLE _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
);
INSERT INTO _prisma_migrations (id, checksum, migration_name, logs, finished_at)
VALUES ('00000000-0000-0000-0000-000000000001', repeat('0', 64), '20250101000000_init', '', now());

GRANT SELECT, INSERT, UPDATE, DELETE ON users, products, orders TO citadelbuy_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO citadelbuy_app;

RESET ROLE;
