-- The concepts of both editions, by their IRIs in the new one, with triples that were not compared.
SELECT DISTINCT coalesce(of_old.new_iri, undecided.s) AS iri
FROM concepts_undecided AS undecided
JOIN concepts_known AS known ON known.iri = undecided.s
LEFT JOIN concepts_renamed AS of_old ON of_old.old_iri = undecided.s
LEFT JOIN concepts_renamed AS of_new ON of_new.new_iri = undecided.s
WHERE (known.in_old = 1 AND known.in_new = 1)
  OR of_old.new_iri IS NOT NULL
  OR of_new.new_iri IS NOT NULL
ORDER BY iri
