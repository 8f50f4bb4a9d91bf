/**
 * The first layout. Nothing that the history can bring back is deleted: a deleted model is one without a
 * position, and the values before a change of type stay in their own `valueColumn`.
 */
export const projectFile = `
CREATE TABLE project (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  dataset_name TEXT NOT NULL,
  n_rows INTEGER NOT NULL CHECK (n_rows >= 0),
  last_revision INTEGER NOT NULL
) STRICT;

CREATE TABLE value_column (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('numeric', 'categorical')),
  levels TEXT CHECK ((levels IS NULL) = (kind = 'numeric'))
) STRICT;

CREATE TABLE chunk (
  column_id INTEGER NOT NULL REFERENCES value_column (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  crc INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (column_id, position)
) STRICT;

CREATE TABLE variable (
  id INTEGER PRIMARY KEY,
  position INTEGER NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  unit TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('continuous', 'nominal', 'ordinal', 'id')),
  column_id INTEGER NOT NULL REFERENCES value_column (id),
  revision INTEGER NOT NULL,
  missing INTEGER NOT NULL,
  summary TEXT NOT NULL
) STRICT;

CREATE TABLE model (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  position INTEGER,
  name TEXT NOT NULL,
  draft TEXT NOT NULL
) STRICT;

CREATE TABLE result (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  model_id INTEGER NOT NULL UNIQUE REFERENCES model (id) ON DELETE CASCADE,
  summary TEXT NOT NULL,
  fit BLOB NOT NULL
) STRICT;

CREATE TABLE history (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  undone INTEGER NOT NULL CHECK (undone IN (0, 1)),
  label TEXT NOT NULL,
  steps TEXT NOT NULL
) STRICT;

CREATE INDEX history_undone ON history (id) WHERE undone = 1;
`;
