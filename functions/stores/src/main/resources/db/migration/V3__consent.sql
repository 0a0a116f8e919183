-- What people allowed and forbade. Decisions are added and never changed: the newest of a purpose holds.

CREATE TABLE mneme.consent (
  tenant       text NOT NULL CHECK (tenant <> ''),
  user_id      text NOT NULL CHECK (user_id <> ''),
  purpose      text NOT NULL
    CHECK (purpose IN ('transcribe', 'classify', 'persist', 'train', 'recall')),
  place        bigint GENERATED ALWAYS AS IDENTITY,
  granted      boolean NOT NULL,
  event_source text NOT NULL,
  event_id     text NOT NULL,
  decided_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant, user_id, purpose, event_source, event_id)
);
CREATE INDEX consent_newest ON mneme.consent (tenant, user_id, purpose, place);
COMMENT ON TABLE mneme.consent IS 'decisions of users; where there is none, the purpose is allowed';
COMMENT ON COLUMN mneme.consent.place IS 'order in which decisions came: clocks of clients are not believed';

ALTER TABLE mneme.consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE mneme.consent FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON mneme.consent
  USING (tenant = current_setting('mneme.tenant', true)
    AND user_id = current_setting('mneme.user', true));

GRANT SELECT, INSERT ON mneme.consent TO mneme_audit;
GRANT SELECT (tenant, user_id, purpose, place, granted) ON mneme.consent
  TO mneme_persist, mneme_train, mneme_recall;
