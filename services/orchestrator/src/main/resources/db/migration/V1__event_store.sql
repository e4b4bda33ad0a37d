-- The event store: windows' logs, and what is written in the same transaction as an event.

-- Every input that was taken, so that none is taken twice.
CREATE TABLE orchestrator.inbox (
    id       text PRIMARY KEY,
    taken_at timestamptz NOT NULL
);
CREATE INDEX inbox_taken_at ON orchestrator.inbox (taken_at);

-- One row for each window: the lock of its stream, the head of its log, and the state that its events add up to.
CREATE TABLE orchestrator.stream (
    window_id    text PRIMARY KEY,
    sequence     bigint NOT NULL,
    hash         text NOT NULL,
    status       text NOT NULL,
    plan         text,
    target       text,
    open         boolean NOT NULL,
    open_since   timestamptz,
    silent       boolean NOT NULL,
    state        json,
    changed_at   timestamptz NOT NULL
);
CREATE INDEX stream_open ON orchestrator.stream (target) WHERE open;

-- The log. The body is what was hashed and published, byte for byte.
CREATE TABLE orchestrator.event (
    window_id text NOT NULL,
    sequence  bigint NOT NULL,
    type      text NOT NULL,
    time      timestamptz NOT NULL,
    body      text NOT NULL,
    hash      text NOT NULL,
    PRIMARY KEY (window_id, sequence)
);

-- What happens by itself, and when.
CREATE TABLE orchestrator.timer (
    window_id text NOT NULL,
    name      text NOT NULL,
    due       timestamptz NOT NULL,
    PRIMARY KEY (window_id, name)
);
CREATE INDEX timer_due ON orchestrator.timer (due);

-- Records on their way to Kafka; ids of one window rise in the order in which they must be published.
CREATE TABLE orchestrator.outbox (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    window_id  text NOT NULL,
    topic      text NOT NULL,
    record_key text NOT NULL,
    headers    text NOT NULL,
    value      bytea NOT NULL
);

-- When each agent was last heard.
CREATE TABLE orchestrator.agent (
    target     text PRIMARY KEY,
    last_heard timestamptz NOT NULL
);

-- Who does what only one orchestrator may do at a time.
CREATE TABLE orchestrator.lease (
    name       text PRIMARY KEY,
    holder     text NOT NULL,
    held_until timestamptz NOT NULL
);
