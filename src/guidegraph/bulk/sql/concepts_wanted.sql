-- The resources that the differing triples are about or refer to, with their IRIs in the old edition.
WITH wanted_new AS (
  SELECT owner AS iri FROM concepts_owned WHERE owner IS NOT NULL
  UNION
  SELECT subject AS iri FROM concepts_owned WHERE owner IS NULL
  UNION
  SELECT s AS iri FROM concepts_owned
  UNION
  SELECT o AS iri FROM concepts_owned WHERE substr(o, 1, 1) = '<'
  UNION
  SELECT other AS iri FROM concepts_successors
  UNION
  SELECT iri FROM concepts_successors
  UNION
  SELECT new_iri AS iri FROM concepts_renamed WHERE way <> 'namespace'
  UNION
  SELECT s AS iri FROM concepts_undecided
)
SELECT coalesce(renamed.old_iri, wanted_new.iri) AS old_iri, wanted_new.iri
FROM wanted_new
LEFT JOIN concepts_renamed AS renamed ON renamed.new_iri = wanted_new.iri
