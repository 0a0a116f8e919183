-- The audit log: an append-only Merkle tree over all changes (RFC 6962). Its role may add and read,
-- and neither change nor remove.

CREATE TABLE mneme.audit_leaf (
  leaf_index bigint PRIMARY KEY CHECK (leaf_index >= 0),
  event_key  uuid NOT NULL UNIQUE
);
COMMENT ON TABLE mneme.audit_leaf IS 'which event stands at which index; indexes have no gaps';
COMMENT ON COLUMN mneme.audit_leaf.event_key IS 'hash of owner, source and id of the event';

CREATE TABLE mneme.audit_node (
  level      smallint NOT NULL CHECK (level BETWEEN 0 AND 62),
  node_index bigint NOT NULL CHECK (node_index >= 0),
  hash       bytea NOT NULL CHECK (octet_length(hash) = 32),
  PRIMARY KEY (level, node_index)
);
COMMENT ON TABLE mneme.audit_node IS
  'roots of the perfect subtrees [node_index << level, (node_index + 1) << level); level 0 are the leaves';

CREATE TABLE mneme.audit_head (
  size      bigint PRIMARY KEY CHECK (size > 0),
  root      bytea NOT NULL CHECK (octet_length(root) = 32),
  sealed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE mneme.audit_head IS 'one row a sealed batch';

CREATE TABLE mneme.audit_anchor (
  chain_id    bigint NOT NULL,
  contract    text NOT NULL,
  size        bigint NOT NULL REFERENCES mneme.audit_head,
  root        bytea NOT NULL CHECK (octet_length(root) = 32),
  transaction text NOT NULL,
  block       bigint NOT NULL,
  anchored_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (chain_id, contract, size)
);
COMMENT ON TABLE mneme.audit_anchor IS 'which heads stand on which contract of which chain';

CREATE TABLE mneme.audit_entry (
  leaf_index bigint PRIMARY KEY REFERENCES mneme.audit_leaf,
  tenant     text NOT NULL CHECK (tenant <> ''),
  user_id    text NOT NULL CHECK (user_id <> ''),
  subject    text NOT NULL,
  content    text NOT NULL
);
CREATE INDEX audit_entry_subject ON mneme.audit_entry (tenant, user_id, subject);
COMMENT ON TABLE mneme.audit_entry IS
  'what the leaves say: the only personal data of the log; without its row a leaf is a blinded hash';

-- A batch is of many users, so rows are added for anybody; they are read for one user at a time.
ALTER TABLE mneme.audit_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE mneme.audit_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY anybodys_new_rows ON mneme.audit_entry FOR INSERT TO mneme_audit WITH CHECK (true);
CREATE POLICY own_rows ON mneme.audit_entry FOR SELECT
  USING (tenant = current_setting('mneme.tenant', true)
    AND user_id = current_setting('mneme.user', true));

GRANT SELECT, INSERT
  ON mneme.audit_leaf, mneme.audit_node, mneme.audit_head, mneme.audit_anchor, mneme.audit_entry
  TO mneme_audit;
