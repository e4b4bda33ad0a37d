-- The fifth migration with the mistake that its runbook warns of: a table's name as the model has it, not as the database.
ALTER TABLE "OrganizationMember" ADD COLUMN "role_id" BIGINT;
