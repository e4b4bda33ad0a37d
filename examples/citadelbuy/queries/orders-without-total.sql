SELECT count(*) FROM orders WHERE total IS NULL OR total < 0
