-- What the store keeps about itself. The collections' own tables stand in the schema dangqun and are laid from their
-- declarations (shape.ts, lay.ts), because features come and go; only what no declaration says needs a numbered file.

-- One row for each collection: the shape in which its table stands, so that a start that changes nothing asks one question.
CREATE TABLE dangqun_store.collections (
  name text PRIMARY KEY,
  shape jsonb NOT NULL,
  laid_at timestamptz NOT NULL DEFAULT now()
);

-- Indexes that nobody declares any more. They are kept for a while: during a rolling update the older program still asks by them.
CREATE TABLE dangqun_store.left_over_indexes (
  name text PRIMARY KEY,
  since timestamptz NOT NULL DEFAULT now()
);

CREATE SCHEMA dangqun;
