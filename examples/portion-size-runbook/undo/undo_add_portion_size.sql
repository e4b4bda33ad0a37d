-- The way back without a copy: the column goes, and with it its constraint and both indexes. Rows written since stay.
ALTER TABLE menu_item_school_allocations DROP COLUMN portion_size;
