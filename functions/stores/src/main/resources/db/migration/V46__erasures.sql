-- What was to be forgotten. It outlives what it is about, so that nothing still on its way comes back.

CREATE TABLE mneme.erasure (
  tenant       text NOT NULL CHECK (tenant <> ''),
  user_id      text NOT NULL CHECK (user_id <> ''),
  event_source text NOT NULL,
  event_id     text NOT NULL,
  memory_id    text CHECK (memory_id <> ''),
  until        timestamptz NOT NULL,
  memories     bigint NOT NULL CHECK (memories >= 0),
  complete     boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant, user_id, event_source, event_id)
);
CREATE INDEX erasure_of_a_memory ON mneme.erasure (tenant, user_id, memory_id);
COMMENT ON COLUMN mneme.erasure.memory_id IS 'of one memory; NULL where all of the user''s were to go';
COMMENT ON COLUMN mneme.erasure.until IS 'when it was asked for: of all memories, those not later than this';
COMMENT ON COLUMN mneme.erasure.memories IS 'how many there were to erase';
COMMENT ON COLUMN mneme.erasure.complete IS 'whether the other stores have forgotten it, too';

ALTER TABLE mneme.erasure ENABLE ROW LEVEL SECURITY;
ALTER TABLE mneme.erasure FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON mneme.erasure
  USING (tenant = current_setting('mneme.tenant', true)
    AND user_id = current_setting('mneme.user', true));

GRANT SELECT, INSERT, UPDATE (complete) ON mneme.erasure TO mneme_persist;
GRANT DELETE ON mneme.memory, mneme.person, mneme.account TO mneme_persist;
GRANT SELECT (tenant, user_id), DELETE ON mneme.model, mneme.ask_tokens TO mneme_persist;
GRANT SELECT (tenant, user_id, memory_id), DELETE ON mneme.capsule TO mneme_persist;
