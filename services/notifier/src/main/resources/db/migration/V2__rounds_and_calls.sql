-- A notice goes out again in another round, a window gets another date, and the team is called beside stakeholders.

-- The dates that held before they changed last; null while a window has its first ones.
ALTER TABLE notifier.windows ADD COLUMN earlier json;

-- A delivery is named by the id of its first report, which is different in each round. What went out so far was round 1.
ALTER TABLE notifier.deliveries
    ADD COLUMN id        bigint GENERATED ALWAYS AS IDENTITY,
    ADD COLUMN key       text,
    ADD COLUMN kind      text    NOT NULL DEFAULT 'notice' CHECK (kind IN ('notice', 'call')),
    ADD COLUMN to_report boolean NOT NULL DEFAULT true; -- what only goes to an incident service for its records is not
UPDATE notifier.deliveries SET
    key = concat_ws('/', window_id, notice, audience, medium),
    facts = (facts::jsonb || '{"round": 1, "asBefore": false}')::json;

-- A letter belongs to a delivery. An address gets an occasion once: a notice in a round, a level of a question.
ALTER TABLE notifier.ledger
    ADD COLUMN delivery_id bigint,
    ADD COLUMN occasion    text,
    ADD COLUMN thread      text; -- letters of one thread go to their address one after the other; null for none
UPDATE notifier.ledger l SET delivery_id = d.id, occasion = l.notice
FROM notifier.deliveries d
WHERE (d.window_id, d.notice, d.audience, d.medium) = (l.window_id, l.notice, l.audience, l.medium);

-- With the columns go the keys, references and indexes over them.
ALTER TABLE notifier.ledger DROP COLUMN notice, DROP COLUMN audience;
ALTER TABLE notifier.deliveries DROP COLUMN notice, DROP COLUMN audience;

ALTER TABLE notifier.deliveries
    ALTER COLUMN key SET NOT NULL,
    ALTER COLUMN kind DROP DEFAULT,
    ALTER COLUMN to_report DROP DEFAULT,
    DROP CONSTRAINT deliveries_medium_check,
    ADD CONSTRAINT deliveries_medium_check
        CHECK (medium IN ('email', 'whatsapp', 'status-page', 'banner', 'webhook')),
    ADD PRIMARY KEY (id),
    ADD UNIQUE (key);
DROP INDEX notifier.deliveries_to_report;
CREATE INDEX deliveries_to_report ON notifier.deliveries (requested_at) WHERE to_report AND NOT reported;

ALTER TABLE notifier.ledger
    ALTER COLUMN delivery_id SET NOT NULL,
    ALTER COLUMN occasion SET NOT NULL,
    ADD FOREIGN KEY (delivery_id) REFERENCES notifier.deliveries,
    ADD UNIQUE (window_id, occasion, medium, address_key);
CREATE INDEX ledger_by_delivery ON notifier.ledger (delivery_id);
CREATE INDEX ledger_by_thread ON notifier.ledger (window_id, thread, address_key, id) WHERE thread IS NOT NULL;

-- The page says each round of a notice.
ALTER TABLE notifier.updates RENAME COLUMN notice TO occasion;
UPDATE notifier.updates SET facts = (facts::jsonb || '{"round": 1, "asBefore": false}')::json;
