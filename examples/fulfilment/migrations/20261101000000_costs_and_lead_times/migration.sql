-- AlterTable
ALTER TABLE "products" ADD COLUMN "unit_cost" DECIMAL(10,2) NOT NULL DEFAULT 0,
ADD COLUMN "lead_time_days" INTEGER;
