-- The concepts of the old edition under another IRI, in order, and whether the new edition has them:
-- it may only refer to them.
SELECT renamed.old_iri, renamed.new_iri, renamed.way, coalesce(now_there.in_new, 0) AS in_new
FROM concepts_renamed AS renamed
JOIN concepts_known AS known ON known.iri = renamed.old_iri
LEFT JOIN concepts_known AS now_there ON now_there.iri = renamed.new_iri
WHERE known.in_old = 1
ORDER BY renamed.old_iri
