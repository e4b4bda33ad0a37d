-- What the bot has read from the event log, and what it has said and has still to say about it.

-- One row a window: the fold of its events up to "sequence", and the card that shows it.
CREATE TABLE bot.windows (
    id            text PRIMARY KEY,
    plan          text,        -- null until the window is scheduled
    channel       text        NOT NULL,
    status        text        NOT NULL,
    starts_at     timestamptz,
    sequence      bigint      NOT NULL,
    state         json        NOT NULL, -- json, not jsonb: the order of members is kept
    chronicle     json        NOT NULL,
    heard_at      timestamptz, -- when the channel itself last got a line
    changed_at    timestamptz NOT NULL,
    card_ts       text,        -- Slack's name for the card; null before it is posted
    card_sequence bigint      NOT NULL DEFAULT 0 -- the sequence that the card shows
);
CREATE INDEX windows_by_channel ON bot.windows (channel, starts_at DESC);
CREATE INDEX windows_by_plan ON bot.windows (plan, changed_at DESC);

-- What is to be said, in order. A row is 'sending' from just before Slack is called until its answer is kept.
CREATE TABLE bot.posts (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    window_id text        NOT NULL REFERENCES bot.windows,
    sequence  bigint      NOT NULL, -- the event that it is about
    kind      text        NOT NULL CHECK (kind IN ('CHANNEL', 'THREAD', 'WHISPER')),
    person    text        NOT NULL DEFAULT '',
    text      text        NOT NULL,
    state     text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'given-up')),
    ts        text,
    trouble   text,
    at        timestamptz NOT NULL DEFAULT now(),
    sent_at   timestamptz
);
CREATE INDEX posts_to_say ON bot.posts (window_id, id) WHERE state IN ('waiting', 'sending');

-- In which channel a window was asked for, until there is a window.
CREATE TABLE bot.wishes (
    id      text PRIMARY KEY,
    channel text        NOT NULL,
    at      timestamptz NOT NULL DEFAULT now()
);
