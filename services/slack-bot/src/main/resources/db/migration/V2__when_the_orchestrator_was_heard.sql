-- Silence of the orchestrator is an alarm, and what runs out on a card is drawn anew while nothing else happens.

ALTER TABLE bot.windows
    ADD COLUMN event_at timestamptz, -- of the newest event: when the orchestrator was last heard; null before V2
    ADD COLUMN card_at  timestamptz; -- when the card was last shown; null before the first time
