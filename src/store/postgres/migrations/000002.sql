-- Of collections from all of which something is drawn (a roster by name): whether anything in them has changed. Written by triggers
-- of their tables, so in the very transaction that changes them, whoever that is: another process, an older program, an operator.
-- Never the same twice, also not after a transaction that was given up or a database that was put back from its backup.
CREATE TABLE dangqun_store.revisions (
  collection text PRIMARY KEY,
  revision uuid NOT NULL DEFAULT gen_random_uuid()
);

-- Once in each transaction: what it changes after that, nobody else sees apart from the first.
CREATE FUNCTION dangqun_store.revise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE dangqun_store.revisions SET revision = gen_random_uuid()
  WHERE collection = TG_TABLE_NAME AND xmin <> pg_current_xact_id()::xid;
  RETURN NULL;
END
$$;
