SELECT (SELECT count(*) FROM budgets) = (SELECT count(*) FROM clients),
       (SELECT count(*) FROM dashboard_layouts) = (SELECT count(*) FROM clients),
       (SELECT count(*) FROM products WHERE lead_time_days IS NULL)
