-- AlterTable
ALTER TABLE "users" ADD COLUMN "marketing_consent" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "consented_at" TIMESTAMPTZ;
