-- Every allocation says whether its portions are small or large; those that exist are large.

-- A constant default is kept in the catalogue since PostgreSQL 11: no row is rewritten.
ALTER TABLE menu_item_school_allocations
    ADD COLUMN portion_size varchar(10) NOT NULL DEFAULT 'large';

-- From here on whoever writes has to say which.
ALTER TABLE menu_item_school_allocations
    ALTER COLUMN portion_size DROP DEFAULT;

ALTER TABLE menu_item_school_allocations
    ADD CONSTRAINT check_portion_size CHECK (portion_size IN ('small', 'large'));

CREATE INDEX idx_portion_size
    ON menu_item_school_allocations (portion_size);

CREATE INDEX idx_menu_item_school_portion
    ON menu_item_school_allocations (menu_item_id, school_id, portion_size);
