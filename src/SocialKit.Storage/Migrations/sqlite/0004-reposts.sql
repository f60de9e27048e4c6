-- Standing jobs that repost what listed accounts publish.
CREATE TABLE repost_job (
  campaign_id text NOT NULL,
  account_id text NOT NULL,       -- who reposts
  is_standing bigint NOT NULL,    -- 0 if it goes on only while somebody runs it by hand
  stopped_at bigint,
  rests_until bigint,             -- while the day's budget is used up
  body_json text NOT NULL,
  PRIMARY KEY (campaign_id, account_id)
);

-- What a job reads.
CREATE TABLE feed (
  campaign_id text NOT NULL,
  account_id text NOT NULL,
  listed text NOT NULL,           -- the name that the campaign lists
  platform text NOT NULL,
  is_read bigint NOT NULL,        -- 0 for want of consent
  next_look bigint NOT NULL,
  read_at bigint,
  lease_owner text,
  lease_until bigint,
  version bigint NOT NULL,        -- what a reading came to is stored only if this is what it was
  body_json text NOT NULL,        -- the pinned id, the mark, the counts
  PRIMARY KEY (campaign_id, account_id, listed)
);
CREATE INDEX feed_next ON feed (platform, next_look) WHERE is_read = 1;
CREATE INDEX feed_owner ON feed (lease_owner) WHERE lease_owner IS NOT NULL;

-- How much an account has read, for all its jobs.
CREATE TABLE feed_reader (
  account_id text NOT NULL PRIMARY KEY,
  tokens double precision NOT NULL,
  refilled_at bigint,
  retry_after bigint
);

-- When reposts began: what the pace of an account counts.
CREATE TABLE repost_turn (
  post_id text NOT NULL PRIMARY KEY,
  account_id text NOT NULL,
  at bigint NOT NULL
);
CREATE INDEX repost_turn_account ON repost_turn (account_id, at);

-- What was decided about each post of a listed account.
CREATE TABLE repost_decision (
  campaign_id text NOT NULL,
  account_id text NOT NULL,
  post_id text NOT NULL,
  platform text NOT NULL,
  url text,
  listed text NOT NULL,
  author_id text NOT NULL,
  author text NOT NULL,
  body text NOT NULL,
  posted_at bigint NOT NULL,
  kind text NOT NULL,
  code text NOT NULL,
  reason text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (campaign_id, account_id, post_id)
);
CREATE INDEX repost_decision_at ON repost_decision (at);
CREATE INDEX repost_decision_post ON repost_decision (post_id);
CREATE INDEX repost_decision_url ON repost_decision (url) WHERE url IS NOT NULL;

CREATE INDEX post_repost ON post (account_id, due_at) WHERE act = 'repost' AND state = 'scheduled';
