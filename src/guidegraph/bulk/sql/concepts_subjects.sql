-- The concepts of both editions, by their IRIs in the new one where these differ, and which edition
-- has each.
SELECT
  coalesce(renamed.new_iri, known.iri) AS iri,
  max(known.in_old) AS in_old,
  max(known.in_new) AS in_new
FROM concepts_known AS known
LEFT JOIN concepts_renamed AS renamed ON renamed.old_iri = known.iri
GROUP BY 1
