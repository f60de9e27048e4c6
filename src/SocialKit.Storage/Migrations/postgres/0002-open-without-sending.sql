-- What is sending is the one that its lane is blocked by: an index over it would be written twice for every post that goes out, and is not needed to find it.
DROP INDEX post_open;
CREATE INDEX post_open ON post (state, due_at) WHERE state NOT IN ('scheduled', 'sending', 'sent', 'cancelled', 'expired', 'failed');
