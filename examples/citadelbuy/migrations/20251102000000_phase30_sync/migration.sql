-- AlterTable
ALTER TABLE "orders" ADD COLUMN "currency" CHAR(3) NOT NULL DEFAULT 'USD',
ADD COLUMN "total" DECIMAL(12,2);

-- Backfill
UPDATE "orders" o SET "total" = o."quantity" * p."price" FROM "products" p WHERE p."id" = o."product_id";

-- AlterTable
ALTER TABLE "orders" ALTER COLUMN "total" SET NOT NULL;
