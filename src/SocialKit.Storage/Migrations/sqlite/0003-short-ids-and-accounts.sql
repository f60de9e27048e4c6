-- People call a post by the end of its id: the last four characters leave some fifteen of a million.
CREATE INDEX post_end_of_id ON post (LOWER(SUBSTR(CAST(id AS text), 33)));
-- What an account has to come, by time.
CREATE INDEX post_account ON post (account_id, due_at);
