/** Answers to what was asked on top of a fit: they belong to its result and go with it. */
export const answerTable = `
CREATE TABLE answer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  result_id INTEGER NOT NULL REFERENCES result (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  question TEXT NOT NULL,
  answer BLOB NOT NULL,
  UNIQUE (result_id, kind)
) STRICT;
`;
