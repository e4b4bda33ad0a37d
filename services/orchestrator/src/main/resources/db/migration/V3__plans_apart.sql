-- What a plan says is kept once, and not with the state of each of its windows, which is written with every input.
CREATE TABLE orchestrator.plan (
    hash text PRIMARY KEY,
    body json NOT NULL
);
INSERT INTO orchestrator.plan (hash, body)
SELECT DISTINCT ON (state ->> 'planHash') state ->> 'planHash', state -> 'plan'
FROM orchestrator.stream WHERE state IS NOT NULL;

-- What the events add up to, but for the plan. The column has another name than the one before: an orchestrator of an
-- earlier version, beside this one during an upgrade, finds none that it could misread, and takes no input any more; what
-- it could not take is read again by whoever comes after it.
ALTER TABLE orchestrator.stream
    ADD COLUMN plan_hash text REFERENCES orchestrator.plan,
    ADD COLUMN standing json;
UPDATE orchestrator.stream SET plan_hash = state ->> 'planHash', standing = (state::jsonb - 'plan')::json
WHERE state IS NOT NULL;
ALTER TABLE orchestrator.stream DROP COLUMN state;

-- Room in every page for the next version of its rows: an update that touches no index then needs none.
ALTER TABLE orchestrator.stream SET (fillfactor = 50);

-- Only ever read for a range of days; an entry for every row cost as much as the row.
DROP INDEX orchestrator.inbox_taken_at;
CREATE INDEX inbox_taken_at ON orchestrator.inbox USING brin (taken_at);
