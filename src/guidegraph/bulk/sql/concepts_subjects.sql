-- The concepts of both editions, by their IRIs in the new one where these differ.
SELECT coalesce(renamed.new_iri, known.iri) AS iri
FROM concepts_known AS known
LEFT JOIN concepts_renamed AS renamed ON renamed.old_iri = known.iri
GROUP BY 1
