-- The role that an agent works as: no superuser, and no more than its step kinds need. Which kind needs what is in
-- docs/db-agent.md, "The agent's role". Run by a superuser, once for each server:
--
--   psql -v agent=tidegate_agent -v owner=OWNER -v application=APPLICATION -f deploy/postgres/agent-role.sql
--   psql -c '\password tidegate_agent'
--
-- owner: the role that owns the target database; application: the role that the application connects as.
CREATE ROLE :"agent" LOGIN CREATEDB;
GRANT :"owner" TO :"agent";
GRANT pg_read_all_data, pg_monitor, pg_signal_backend, pg_checkpoint TO :"agent";
-- Only for the gate postgres-read-only.
GRANT :"application" TO :"agent";
-- Only for the gate postgres-closed. From PostgreSQL 16 also: GRANT APPLICATION TO AGENT WITH ADMIN OPTION.
ALTER ROLE :"agent" CREATEROLE;
