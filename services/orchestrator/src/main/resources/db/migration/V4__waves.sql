-- The windows of one plan on several targets: none opens before those of earlier groups are completed.
ALTER TABLE orchestrator.stream ADD COLUMN wave text GENERATED ALWAYS AS (standing #>> '{wave,id}') STORED;
CREATE INDEX stream_wave ON orchestrator.stream (wave) WHERE wave IS NOT NULL;
