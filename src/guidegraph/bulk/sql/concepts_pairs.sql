-- The concepts under another IRI, in order.
SELECT renamed.old_iri, renamed.new_iri, renamed.way
FROM concepts_renamed AS renamed
JOIN concepts_known AS known ON known.iri = renamed.old_iri
WHERE known.in_new = 0
ORDER BY renamed.old_iri
