-- Who there is, what a life is divided into, and who is spoken of.

-- Repair compares all stores. It may see whose memories there are, and looks at them one owner at a
-- time like everybody else; it sees no text, and adds, changes and removes no memory.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'mneme_repair') THEN
    CREATE ROLE mneme_repair LOGIN NOINHERIT;
  END IF;
END $$;
GRANT USAGE ON SCHEMA mneme TO mneme_repair;

CREATE TABLE mneme.account (
  tenant  text NOT NULL CHECK (tenant <> ''),
  user_id text NOT NULL CHECK (user_id <> ''),
  since   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant, user_id)
);
COMMENT ON TABLE mneme.account IS 'the users; one comes to be with the first memory';

-- The tables' owner obeys row security, too, and here has to see everybody.
ALTER TABLE mneme.user_progress NO FORCE ROW LEVEL SECURITY;
INSERT INTO mneme.account (tenant, user_id) SELECT tenant, user_id FROM mneme.user_progress;
ALTER TABLE mneme.user_progress
  ADD FOREIGN KEY (tenant, user_id) REFERENCES mneme.account ON DELETE CASCADE;
ALTER TABLE mneme.user_progress FORCE ROW LEVEL SECURITY;

CREATE TABLE mneme.category (
  name     mneme.life_category PRIMARY KEY,
  ordinal  smallint NOT NULL UNIQUE CHECK (ordinal >= 1),
  contents text NOT NULL CHECK (contents <> '')
);
COMMENT ON TABLE mneme.category IS 'the parts of a life, in the order of the structured view';
INSERT INTO mneme.category (name, ordinal, contents) VALUES
  ('identity', 1, 'who one is: name, traits, history'),
  ('family', 2, 'parents, children, relatives'),
  ('relationships', 3, 'friends, partners, people met'),
  ('health', 4, 'body, mind, care'),
  ('work', 5, 'job, colleagues, business'),
  ('learning', 6, 'school, reading, skills'),
  ('finance', 7, 'money, contracts, purchases'),
  ('home', 8, 'where one lives, things, chores'),
  ('travel', 9, 'journeys and places'),
  ('leisure', 10, 'sport, music, games, food'),
  ('beliefs', 11, 'values, faith, convictions'),
  ('milestones', 12, 'what divides a life into before and after');

CREATE TABLE mneme.person (
  tenant  text NOT NULL,
  user_id text NOT NULL,
  name    text NOT NULL CHECK (name <> ''),
  PRIMARY KEY (tenant, user_id, name),
  FOREIGN KEY (tenant, user_id) REFERENCES mneme.account ON DELETE CASCADE
);
COMMENT ON TABLE mneme.person IS 'whom a user speaks of, by name';

CREATE TABLE mneme.mention (
  tenant    text NOT NULL,
  user_id   text NOT NULL,
  memory_id text NOT NULL,
  name      text NOT NULL,
  PRIMARY KEY (tenant, user_id, memory_id, name),
  FOREIGN KEY (tenant, user_id, memory_id) REFERENCES mneme.memory ON DELETE CASCADE,
  FOREIGN KEY (tenant, user_id, name) REFERENCES mneme.person ON DELETE CASCADE
);
CREATE INDEX mention_of_a_person ON mneme.mention (tenant, user_id, name);
COMMENT ON TABLE mneme.mention IS 'who is spoken of where; how often, first and last follow from it';

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['account', 'person', 'mention'] LOOP
    EXECUTE format('ALTER TABLE mneme.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE mneme.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_rows ON mneme.%I'
      ' USING (tenant = current_setting(''mneme.tenant'', true)'
      '   AND user_id = current_setting(''mneme.user'', true))', name);
  END LOOP;
END $$;
CREATE POLICY everybody ON mneme.account FOR SELECT TO mneme_repair USING (true);

GRANT SELECT ON mneme.category TO mneme_persist, mneme_train, mneme_recall;
GRANT SELECT, INSERT ON mneme.account, mneme.person, mneme.mention TO mneme_persist;
GRANT SELECT ON mneme.person, mneme.mention TO mneme_recall;
GRANT SELECT (persisted_at) ON mneme.memory TO mneme_recall;

-- It inserts, and deletes again, the account of somebody who has none: that keeps persist waiting.
GRANT SELECT, INSERT, DELETE ON mneme.account TO mneme_repair;
GRANT SELECT (tenant, user_id, id, position, salt, commitment) ON mneme.memory TO mneme_repair;
-- To lock the row, which needs the right to change a column.
GRANT SELECT, UPDATE (position) ON mneme.user_progress TO mneme_repair;
