-- The database as it was when Prisma came: schema.sql has it. Marked as applied there.
SELECT 1;
