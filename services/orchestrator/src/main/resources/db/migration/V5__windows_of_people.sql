-- Who is in a plan's team: of their windows at the same time people are warned. A plan is written once for all windows
-- that have it, so that this costs a window nothing.
ALTER TABLE orchestrator.plan ADD COLUMN people jsonb
    GENERATED ALWAYS AS (jsonb_path_query_array(body::jsonb, '$.team[*].person')) STORED;
CREATE INDEX plan_people ON orchestrator.plan USING gin (people);
CREATE INDEX stream_planned ON orchestrator.stream (plan_hash) WHERE NOT over;
