-- What the notifier has read from the event log, what it owes to whom, and what stands on the status page.

-- One row a window: the fold of its events up to "sequence".
CREATE TABLE notifier.windows (
    id         text PRIMARY KEY,
    sequence   bigint      NOT NULL,
    hash       text        NOT NULL, -- of the last event that was folded
    state      json        NOT NULL, -- json, not jsonb: the order of members is kept
    status     text        NOT NULL,
    starts_at  timestamptz,
    refused    text,                 -- why no further event is taken; null while all is well
    changed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX windows_by_start ON notifier.windows (starts_at DESC);

-- Events that came before one that is missing; taken up in order when it comes.
CREATE TABLE notifier.early_events (
    window_id text   NOT NULL,
    sequence  bigint NOT NULL,
    body      text   NOT NULL, -- byte for byte as published
    PRIMARY KEY (window_id, sequence)
);

-- One row for a notice to an audience over a medium: what is reported, once, when every address is settled.
CREATE TABLE notifier.deliveries (
    window_id    text        NOT NULL REFERENCES notifier.windows,
    notice       text        NOT NULL,
    audience     text        NOT NULL,
    medium       text        NOT NULL CHECK (medium IN ('email', 'whatsapp', 'status-page', 'banner')),
    facts        json        NOT NULL, -- what the texts are made of
    published    int         NOT NULL DEFAULT 0, -- 1 for what stands on the page
    remark       text        NOT NULL DEFAULT '',
    revision     int         NOT NULL DEFAULT 0, -- counted up when a report must be corrected
    reported     boolean     NOT NULL DEFAULT false,
    requested_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (window_id, notice, audience, medium)
);
CREATE INDEX deliveries_to_report ON notifier.deliveries (requested_at) WHERE NOT reported;

-- The ledger: an address gets a notice once. 'sending' is committed before anything leaves; whoever finds it after
-- a crash knows that the copy may have left, and lets it be.
CREATE TABLE notifier.ledger (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    window_id   text        NOT NULL,
    notice      text        NOT NULL,
    audience    text        NOT NULL,
    medium      text        NOT NULL,
    address     text        NOT NULL, -- where it goes
    address_key text        NOT NULL, -- the same for all ways to write one address
    state       text        NOT NULL DEFAULT 'pending'
                CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'uncertain', 'skipped')),
    attempts    int         NOT NULL DEFAULT 0,
    due_at      timestamptz NOT NULL DEFAULT now(),
    reason      text        NOT NULL DEFAULT '', -- never an address
    provider_id text,                            -- what the provider calls the message
    created_at  timestamptz NOT NULL DEFAULT now(),
    changed_at  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (window_id, notice, medium, address_key),
    FOREIGN KEY (window_id, notice, audience, medium) REFERENCES notifier.deliveries
);
CREATE INDEX ledger_to_do ON notifier.ledger (due_at) WHERE state IN ('pending', 'sending');
CREATE INDEX ledger_by_delivery ON notifier.ledger (window_id, notice, audience, medium);
CREATE INDEX ledger_by_provider_id ON notifier.ledger (provider_id) WHERE provider_id IS NOT NULL;

-- What the status page and the banner say of a window, in order.
CREATE TABLE notifier.updates (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    window_id text        NOT NULL REFERENCES notifier.windows,
    notice    text        NOT NULL,
    facts     json        NOT NULL,
    on_page   boolean     NOT NULL,
    on_banner boolean     NOT NULL,
    at        timestamptz NOT NULL, -- when it happened, by the event
    UNIQUE (window_id, notice)
);

-- What WhatsApp said became of a message; twice and in any order.
CREATE TABLE notifier.whatsapp_statuses (
    provider_id text        NOT NULL,
    status      text        NOT NULL,
    code        int         NOT NULL DEFAULT 0, -- of the error; 0 for none
    at          timestamptz NOT NULL,
    PRIMARY KEY (provider_id, status)
);

-- Who may say stop by the link in a mail, and who did.
CREATE TABLE notifier.subscriptions (
    address_key     text PRIMARY KEY,
    token           text NOT NULL UNIQUE,
    unsubscribed_at timestamptz
);
