-- How long each product took from order to arrival, on average, from the shipments that have arrived.
UPDATE products p SET lead_time_days = s.days
FROM (SELECT product_id, round(avg(arrived_on - ordered_on))::integer AS days
      FROM shipments WHERE arrived_on IS NOT NULL GROUP BY product_id) s
WHERE s.product_id = p.id;
