-- Times are Unix milliseconds, UTC. Ids are UUIDs of version 7. Texts from outside hold no U+0000: StoredText writes it as an escape.

-- After a crash PostgreSQL empties this table and may give the numbers of lost transactions to others: whoever finds another id here does not ask for what became of a number.
CREATE UNLOGGED TABLE life (one integer NOT NULL PRIMARY KEY CHECK (one = 1), id text NOT NULL DEFAULT gen_random_uuid());
INSERT INTO life (one) VALUES (1);

CREATE TABLE campaign (
  slug text COLLATE "C" NOT NULL PRIMARY KEY,
  stopped_at bigint,              -- a stop is a row, so that every worker sees it
  stopped_by text COLLATE "C",
  withdrawn_at bigint,
  snapshot text COLLATE "C"                   -- the campaign as it was when it was last scheduled
);

CREATE TABLE lane (
  account_id text COLLATE "C" NOT NULL PRIMARY KEY,
  platform text COLLATE "C" NOT NULL,
  epoch bigint NOT NULL DEFAULT 0,               -- the fencing token
  lease_owner text COLLATE "C",
  lease_until bigint,
  paused_because text COLLATE "C",
  retry_after bigint,
  blocked_by uuid,
  wait_until bigint,
  waits_for uuid,
  tokens double precision NOT NULL DEFAULT 0,    -- the rate budget, as of refilled_at
  refilled_at bigint,
  ready_at bigint,                               -- LaneRules.ReadyAt: null while it is paused
  next_at bigint,                                -- the least turn_at of its posts
  scheduled bigint NOT NULL DEFAULT 0,           -- how many of its posts are scheduled: a million are not counted one by one
  claim_at bigint GENERATED ALWAYS AS (CASE WHEN next_at IS NULL OR ready_at IS NULL THEN NULL WHEN next_at > ready_at THEN next_at ELSE ready_at END) STORED
);
CREATE INDEX lane_claim ON lane (claim_at) WHERE claim_at IS NOT NULL;
CREATE INDEX lane_owner ON lane (lease_owner) WHERE lease_owner IS NOT NULL;

CREATE TABLE post (
  id uuid NOT NULL PRIMARY KEY,
  key text COLLATE "C" NOT NULL UNIQUE,
  account_id text COLLATE "C" NOT NULL REFERENCES lane (account_id),
  platform text COLLATE "C" NOT NULL,
  campaign_id text COLLATE "C",
  series_id uuid,
  occurrence_at bigint,
  due_at bigint NOT NULL,         -- derived from due_local and tz where there are any
  due_local text COLLATE "C",
  tz text COLLATE "C",
  not_before bigint,
  not_after bigint,
  late text COLLATE "C" NOT NULL,
  after_key text COLLATE "C",                 -- the predecessor in a chain of replies
  is_waiting bigint NOT NULL DEFAULT 0,          -- 1 while the predecessor is in the store, and neither sent nor dead
  needs_approval bigint NOT NULL DEFAULT 0,
  after_deadline text COLLATE "C",
  act text COLLATE "C" NOT NULL,
  body_json text COLLATE "C" NOT NULL,
  body_hash text COLLATE "C" NOT NULL,
  words text COLLATE "C",                     -- what identical texts have in common
  state text COLLATE "C" NOT NULL,
  stopped_from text COLLATE "C",
  version bigint NOT NULL DEFAULT 1,
  approved_hash text COLLATE "C",
  approved_by text COLLATE "C",
  wire_key text COLLATE "C",                  -- with wire_bytes: frozen at the first attempt
  wire_bytes bytea,
  may_be_out bigint NOT NULL DEFAULT 0,
  attempts bigint NOT NULL DEFAULT 0,
  looks bigint NOT NULL DEFAULT 0,
  because text COLLATE "C",
  receipt_platform text COLLATE "C",
  receipt_id text COLLATE "C",
  receipt_url text COLLATE "C",
  confirmed_by text COLLATE "C",
  sent_at bigint,
  -- Its place in its lane: what is sending or unclear comes before anything that is due.
  turn_at bigint GENERATED ALWAYS AS (CASE WHEN state IN ('sending', 'unclear') THEN due_at - 1000000000000000 WHEN state = 'scheduled' AND is_waiting = 0 THEN due_at END) STORED
);
CREATE UNIQUE INDEX post_occurrence ON post (series_id, occurrence_at) WHERE series_id IS NOT NULL AND occurrence_at IS NOT NULL;
CREATE INDEX post_turn ON post (account_id, turn_at, id) WHERE turn_at IS NOT NULL;
CREATE INDEX post_after ON post (after_key) WHERE after_key IS NOT NULL;
CREATE INDEX post_words ON post (words) WHERE words IS NOT NULL;
CREATE INDEX post_campaign ON post (campaign_id, due_at, id) WHERE campaign_id IS NOT NULL;
CREATE INDEX post_due ON post (due_at, id);
CREATE INDEX post_scheduled ON post (due_at, account_id) WHERE state = 'scheduled';
CREATE INDEX post_open ON post (state, due_at) WHERE state NOT IN ('scheduled', 'sent', 'cancelled', 'expired', 'failed');
CREATE INDEX post_sent ON post (sent_at, id) WHERE sent_at IS NOT NULL;

CREATE TABLE attempt (
  post_id uuid NOT NULL,
  n bigint NOT NULL,
  id uuid NOT NULL,
  epoch bigint NOT NULL,
  owner text COLLATE "C" NOT NULL,
  started_at bigint NOT NULL,
  finished_at bigint,
  outcome text COLLATE "C",
  http_status bigint,
  evidence text COLLATE "C",
  PRIMARY KEY (post_id, n)
);

CREATE TABLE series (
  id uuid NOT NULL PRIMARY KEY,
  key text COLLATE "C" NOT NULL UNIQUE,
  account_id text COLLATE "C" NOT NULL,
  campaign_id text COLLATE "C",
  cron text COLLATE "C" NOT NULL,
  tz text COLLATE "C" NOT NULL,
  template_json text COLLATE "C" NOT NULL,
  next_at bigint,
  occurrences bigint NOT NULL,
  ends_at bigint,
  not_before bigint,
  not_after bigint,
  late text COLLATE "C" NOT NULL,
  needs_approval bigint NOT NULL,
  after_deadline text COLLATE "C",
  paused_because text COLLATE "C"
);

CREATE TABLE media (
  sha256 text COLLATE "C" NOT NULL PRIMARY KEY,
  bytes bytea NOT NULL
);

CREATE TABLE worker (
  owner text COLLATE "C" NOT NULL PRIMARY KEY,
  started_at bigint NOT NULL,
  beat_at bigint NOT NULL,
  begun bigint NOT NULL,
  paused_because text COLLATE "C",
  seat bigint                     -- the advisory lock that its process holds while it lives; null if it never took a seat
);
