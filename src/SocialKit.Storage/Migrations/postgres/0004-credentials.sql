-- What accounts are used with, encrypted under the key file of the machines that share the database: AES-256-GCM, account and rotation are authenticated with it.
CREATE TABLE credential (
  account_id text COLLATE "C" NOT NULL PRIMARY KEY,
  rotation bigint NOT NULL,       -- one more each time
  key_id bytea NOT NULL,          -- the beginning of the key's SHA-256: which line of the key file it was
  nonce bytea NOT NULL,
  sealed bytea NOT NULL           -- with the tag at its end
);
