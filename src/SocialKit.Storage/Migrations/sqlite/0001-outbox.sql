-- Times are Unix milliseconds, UTC. Ids are UUIDs of version 7, as text in one case. Texts from outside hold no U+0000: StoredText writes it as an escape.

-- Grows with every change that a worker should look at.
CREATE TABLE change_mark (one integer NOT NULL PRIMARY KEY CHECK (one = 1), mark bigint NOT NULL);
INSERT INTO change_mark VALUES (1, 1);

CREATE TABLE campaign (
  slug text NOT NULL PRIMARY KEY,
  stopped_at bigint,              -- a stop is a row, so that every worker sees it
  stopped_by text,
  withdrawn_at bigint,
  snapshot text                   -- the campaign as it was when it was last scheduled
);

CREATE TABLE lane (
  account_id text NOT NULL PRIMARY KEY,
  platform text NOT NULL,
  epoch bigint NOT NULL DEFAULT 0,               -- the fencing token
  lease_owner text,
  lease_until bigint,
  paused_because text,
  retry_after bigint,
  blocked_by text,
  wait_until bigint,
  waits_for text,
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
  id text NOT NULL PRIMARY KEY,
  key text NOT NULL UNIQUE,
  account_id text NOT NULL REFERENCES lane (account_id),
  platform text NOT NULL,
  campaign_id text,
  series_id text,
  occurrence_at bigint,
  due_at bigint NOT NULL,         -- derived from due_local and tz where there are any
  due_local text,
  tz text,
  not_before bigint,
  not_after bigint,
  late text NOT NULL,
  after_key text,                 -- the predecessor in a chain of replies
  is_waiting bigint NOT NULL DEFAULT 0,          -- 1 while the predecessor is in the store, and neither sent nor dead
  needs_approval bigint NOT NULL DEFAULT 0,
  after_deadline text,
  act text NOT NULL,
  body_json text NOT NULL,
  body_hash text NOT NULL,
  words text,                     -- what identical texts have in common
  state text NOT NULL,
  stopped_from text,
  version bigint NOT NULL DEFAULT 1,
  approved_hash text,
  approved_by text,
  wire_key text,                  -- with wire_bytes: frozen at the first attempt
  wire_bytes blob,
  may_be_out bigint NOT NULL DEFAULT 0,
  attempts bigint NOT NULL DEFAULT 0,
  looks bigint NOT NULL DEFAULT 0,
  because text,
  receipt_platform text,
  receipt_id text,
  receipt_url text,
  confirmed_by text,
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
  post_id text NOT NULL,
  n bigint NOT NULL,
  id text NOT NULL,
  epoch bigint NOT NULL,
  owner text NOT NULL,
  started_at bigint NOT NULL,
  finished_at bigint,
  outcome text,
  http_status bigint,
  evidence text,
  PRIMARY KEY (post_id, n)
) WITHOUT ROWID;

CREATE TABLE series (
  id text NOT NULL PRIMARY KEY,
  key text NOT NULL UNIQUE,
  account_id text NOT NULL,
  campaign_id text,
  cron text NOT NULL,
  tz text NOT NULL,
  template_json text NOT NULL,
  next_at bigint,
  occurrences bigint NOT NULL,
  ends_at bigint,
  not_before bigint,
  not_after bigint,
  late text NOT NULL,
  needs_approval bigint NOT NULL,
  after_deadline text,
  paused_because text
);

CREATE TABLE media (
  sha256 text NOT NULL PRIMARY KEY,
  bytes blob NOT NULL
);

CREATE TABLE worker (
  owner text NOT NULL PRIMARY KEY,
  started_at bigint NOT NULL,
  beat_at bigint NOT NULL,
  begun bigint NOT NULL,
  paused_because text
);
