-- The fulfilment system's database before the migration. Run by a superuser in the fresh database fulfilment.
ALTER DATABASE fulfilment OWNER TO fulfilment_owner;
REVOKE ALL ON DATABASE fulfilment FROM PUBLIC;
GRANT CONNECT ON DATABASE fulfilment TO fulfilment_app;
ALTER SCHEMA public OWNER TO fulfilment_owner;

SET ROLE fulfilment_owner;

CREATE TABLE clients (
    id   bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    name text NOT NULL
);

CREATE TABLE products (
    id        bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    client_id bigint NOT NULL REFERENCES clients (id),
    name      text NOT NULL
);

CREATE TABLE shipments (
    id         bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    product_id bigint NOT NULL REFERENCES products (id),
    quantity   integer NOT NULL,
    ordered_on date NOT NULL,
    arrived_on date
);

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
VALUES ('00000000-0000-0000-0000-000000000001', repeat('0', 64), '20250601000000_init', '', now());

GRANT SELECT, INSERT, UPDATE, DELETE ON clients, products, shipments TO fulfilment_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO fulfilment_app;

RESET ROLE;
