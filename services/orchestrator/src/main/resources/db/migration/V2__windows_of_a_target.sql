-- Which windows of a target are not over: a new one must not overlap them, and no two are open at a time.
ALTER TABLE orchestrator.stream ADD COLUMN over boolean NOT NULL
    GENERATED ALWAYS AS (status IN ('completed', 'postponed', 'cancelled', 'rolled-back')) STORED;
CREATE INDEX stream_living ON orchestrator.stream (target) WHERE NOT over;
