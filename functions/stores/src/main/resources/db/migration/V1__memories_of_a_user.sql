-- Everything one person said and wrote, as far as SQL needs it. Every table here holds personal data:
-- a row is visible only to a transaction that has named its owner (see UserScope).

-- Passwords are not for a file that everybody reads: Migrate sets them afterwards.
DO $$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['mneme_persist', 'mneme_train', 'mneme_audit', 'mneme_recall'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
      EXECUTE format('CREATE ROLE %I LOGIN NOINHERIT', role);
    END IF;
  END LOOP;
END $$;

GRANT USAGE ON SCHEMA mneme TO mneme_persist, mneme_train, mneme_audit, mneme_recall;

CREATE DOMAIN mneme.life_category AS text CHECK (VALUE IN (
  'identity', 'family', 'relationships', 'health', 'work', 'learning',
  'finance', 'home', 'travel', 'leisure', 'beliefs', 'milestones'));
CREATE DOMAIN mneme.memory_kind AS text CHECK (VALUE IN (
  'event', 'state', 'plan', 'preference', 'relationship'));
CREATE DOMAIN mneme.share AS double precision CHECK (VALUE BETWEEN 0 AND 1);
CREATE DOMAIN mneme.sha256 AS text CHECK (VALUE ~ '^[0-9a-f]{64}$');

CREATE TABLE mneme.memory (
  tenant            text NOT NULL CHECK (tenant <> ''),
  user_id           text NOT NULL CHECK (user_id <> ''),
  id                text NOT NULL CHECK (id <> ''),
  position          bigint NOT NULL CHECK (position >= 1),
  occurred_at       timestamptz NOT NULL,
  text              text NOT NULL,
  language          text,
  category          mneme.life_category NOT NULL,
  confidence        mneme.share NOT NULL,
  unsure            boolean NOT NULL,
  kind              mneme.memory_kind NOT NULL,
  kind_confidence   mneme.share NOT NULL,
  owner_category    mneme.life_category,
  embedding         bytea NOT NULL CHECK (octet_length(embedding) > 0 AND octet_length(embedding) % 4 = 0),
  embedding_model   text NOT NULL,
  audio             text,
  salt              bytea NOT NULL CHECK (octet_length(salt) = 32),
  commitment        mneme.sha256 NOT NULL,
  training_labelled integer CHECK (training_labelled >= 1),
  event_source      text NOT NULL,
  event_id          text NOT NULL,
  persisted_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant, user_id, id),
  UNIQUE (tenant, user_id, position),
  -- With the owner, although source and id are enough: else the index would tell of others' events.
  UNIQUE (tenant, user_id, event_source, event_id)
);
COMMENT ON COLUMN mneme.memory.position IS 'place in the owner''s order of persistence, from 1, without gaps';
COMMENT ON COLUMN mneme.memory.embedding IS 'IEEE 754 floats of 4 bytes, little-endian, of length 1';
COMMENT ON COLUMN mneme.memory.salt IS 'secret part of the commitment; goes with the row';
COMMENT ON COLUMN mneme.memory.commitment IS 'SHA-256 of the salt and the bytes of the object memories/<id>.json';
COMMENT ON COLUMN mneme.memory.training_labelled IS 'if this memory asked for training: labelled memories up to it';

CREATE TABLE mneme.transcript (
  tenant           text NOT NULL,
  user_id          text NOT NULL,
  memory_id        text NOT NULL,
  engine           text NOT NULL,
  confidence       mneme.share NOT NULL,
  duration_seconds double precision NOT NULL CHECK (duration_seconds >= 0),
  words            jsonb NOT NULL,
  PRIMARY KEY (tenant, user_id, memory_id),
  FOREIGN KEY (tenant, user_id, memory_id) REFERENCES mneme.memory ON DELETE CASCADE
);

CREATE TABLE mneme.user_progress (
  tenant             text NOT NULL CHECK (tenant <> ''),
  user_id            text NOT NULL CHECK (user_id <> ''),
  position           bigint NOT NULL DEFAULT 0,
  labelled           integer NOT NULL DEFAULT 0,
  requested_labelled integer NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant, user_id)
);
COMMENT ON COLUMN mneme.user_progress.position IS 'position of the newest memory';
COMMENT ON COLUMN mneme.user_progress.labelled IS 'memories whose owner gave a category';
COMMENT ON COLUMN mneme.user_progress.requested_labelled IS 'labelled, at the last training request; 0 before the first';

CREATE TABLE mneme.model (
  tenant            text NOT NULL CHECK (tenant <> ''),
  user_id           text NOT NULL CHECK (user_id <> ''),
  version           text NOT NULL CHECK (version <> ''),
  artifact          text NOT NULL,
  sha256            mneme.sha256 NOT NULL,
  embedding_model   text NOT NULL,
  up_to             bigint NOT NULL CHECK (up_to >= 1),
  memories          integer NOT NULL CHECK (memories >= 1),
  seconds           double precision NOT NULL CHECK (seconds >= 0),
  held_out          integer NOT NULL CHECK (held_out BETWEEN 1 AND memories),
  held_out_accuracy mneme.share NOT NULL,
  baseline_accuracy mneme.share NOT NULL,
  promoted          boolean NOT NULL,
  event_source      text NOT NULL,
  event_id          text NOT NULL,
  trained_at        timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant, user_id, version),
  UNIQUE (tenant, user_id, event_source, event_id),
  CHECK (NOT promoted OR held_out_accuracy > baseline_accuracy)
);
COMMENT ON COLUMN mneme.model.up_to IS 'position of the newest memory it was trained or measured on';
COMMENT ON COLUMN mneme.model.promoted IS 'in use, unless one with a greater up_to is promoted, too';

-- FORCE: the tables' owner obeys as well. The second argument of current_setting makes an absent
-- setting NULL, and so no row visible, where it would be an error.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['memory', 'transcript', 'user_progress', 'model'] LOOP
    EXECUTE format('ALTER TABLE mneme.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE mneme.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_rows ON mneme.%I'
      ' USING (tenant = current_setting(''mneme.tenant'', true)'
      '   AND user_id = current_setting(''mneme.user'', true))', name);
  END LOOP;
END $$;

-- What each function may do, and no more: no one changes a memory once it is written, training sees
-- no text, and only persist ever sees a salt.
GRANT SELECT, INSERT ON mneme.memory, mneme.transcript TO mneme_persist;
GRANT SELECT, INSERT, UPDATE ON mneme.user_progress TO mneme_persist;

GRANT SELECT (tenant, user_id, id, position, occurred_at, category, confidence, unsure, owner_category,
  embedding, embedding_model) ON mneme.memory TO mneme_train;
GRANT SELECT, INSERT ON mneme.model TO mneme_train;

GRANT SELECT (tenant, user_id, id, position, occurred_at, text, language, category, kind, owner_category,
  embedding, embedding_model) ON mneme.memory TO mneme_recall;
GRANT SELECT (tenant, user_id, position) ON mneme.user_progress TO mneme_recall;
