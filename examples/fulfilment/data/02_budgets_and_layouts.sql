INSERT INTO budgets (client_id, year, amount) SELECT id, 2027, 0 FROM clients;

INSERT INTO dashboard_layouts (client_id) SELECT id FROM clients;
