-- Every category of school still has its allocations.
SELECT count(DISTINCT s.category) FROM menu_item_school_allocations a JOIN schools s ON s.id = a.school_id
