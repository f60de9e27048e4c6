-- Where this store was when it was last opened: a store that finds itself elsewhere was restored, moved or taken over, and may have forgotten what went out.
CREATE TABLE place (
  one integer NOT NULL PRIMARY KEY CHECK (one = 1),
  mark text COLLATE "C" NOT NULL  -- the cluster, its timeline, the database, the table of posts
);
