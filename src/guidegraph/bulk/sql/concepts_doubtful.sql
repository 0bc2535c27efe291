-- The concepts of both editions with triples that were not compared, by their IRIs in the new one.
SELECT DISTINCT subjects.iri
FROM concepts_undecided AS undecided
LEFT JOIN concepts_renamed AS renamed ON renamed.old_iri = undecided.s
JOIN concepts_subjects AS subjects ON subjects.iri = coalesce(renamed.new_iri, undecided.s)
WHERE subjects.in_old = 1 AND subjects.in_new = 1
ORDER BY subjects.iri
