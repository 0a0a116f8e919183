-- Tokens of the language model that a user's questions used up, a row a day (UTC).
CREATE TABLE mneme.ask_tokens (
  tenant  text NOT NULL CHECK (tenant <> ''),
  user_id text NOT NULL CHECK (user_id <> ''),
  day     date NOT NULL,
  used    bigint NOT NULL CHECK (used >= 0),
  PRIMARY KEY (tenant, user_id, day)
);

-- Memories that nobody is told before a date, not even their owner. A row is never changed nor
-- removed, so a seal can be made to last longer and never shorter. It may come before its memory.
CREATE TABLE mneme.capsule (
  tenant    text NOT NULL CHECK (tenant <> ''),
  user_id   text NOT NULL CHECK (user_id <> ''),
  memory_id text NOT NULL CHECK (memory_id <> ''),
  opens_at  timestamptz NOT NULL,
  sealed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant, user_id, memory_id, opens_at)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['ask_tokens', 'capsule'] LOOP
    EXECUTE format('ALTER TABLE mneme.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE mneme.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_rows ON mneme.%I'
      ' USING (tenant = current_setting(''mneme.tenant'', true)'
      '   AND user_id = current_setting(''mneme.user'', true))', name);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE ON mneme.ask_tokens TO mneme_recall;
GRANT SELECT, INSERT ON mneme.capsule TO mneme_recall;

-- The seal: whatever recall asks, and however, the rows are not there for it.
CREATE POLICY sealed ON mneme.memory AS RESTRICTIVE FOR SELECT TO mneme_recall
  USING (NOT EXISTS (
    SELECT FROM mneme.capsule
    WHERE capsule.tenant = memory.tenant AND capsule.user_id = memory.user_id
      AND capsule.memory_id = memory.id AND capsule.opens_at > now()));
