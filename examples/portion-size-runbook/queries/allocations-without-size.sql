SELECT count(*) FROM menu_item_school_allocations WHERE portion_size IS NULL
