-- The kitchen's database before the migration. Run by a superuser in the fresh database sppg.
-- The roles sppg_owner (owns everything) and sppg_app (the application) exist.

ALTER DATABASE sppg OWNER TO sppg_owner;
COMMENT ON DATABASE sppg IS 'School meals: menus and what each school is allocated';
REVOKE CONNECT, TEMPORARY ON DATABASE sppg FROM PUBLIC;
GRANT CONNECT ON DATABASE sppg TO sppg_app;
ALTER DATABASE sppg CONNECTION LIMIT 120;
ALTER DATABASE sppg SET statement_timeout = '10min';
ALTER DATABASE sppg SET timezone = 'Asia/Jakarta';
ALTER ROLE sppg_app IN DATABASE sppg SET lock_timeout = '5s';

SET ROLE sppg_owner;

CREATE TABLE schools (
    id       integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    name     text NOT NULL,
    category text NOT NULL CONSTRAINT check_category CHECK (category IN ('SD', 'SMP', 'SMA'))
);

CREATE TABLE menu_items (
    id        integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    name      text NOT NULL,
    served_on date NOT NULL
);

CREATE TABLE menu_item_school_allocations (
    id           bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    menu_item_id integer NOT NULL REFERENCES menu_items (id),
    school_id    integer NOT NULL REFERENCES schools (id),
    portions     integer NOT NULL CONSTRAINT check_portions CHECK (portions > 0),
    date         date NOT NULL
);

CREATE INDEX idx_allocation_menu_item ON menu_item_school_allocations (menu_item_id);
CREATE INDEX idx_allocation_school_date ON menu_item_school_allocations (school_id, date);

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO sppg_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO sppg_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO sppg_app;

RESET ROLE;
