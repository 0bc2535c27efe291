-- The concepts of one edition of which every triple is about another concept.
SELECT subjects.iri, subjects.in_old
FROM concepts_subjects AS subjects
LEFT JOIN concepts_owned AS owned ON owned.owner = subjects.iri
WHERE subjects.in_old <> subjects.in_new AND owned.owner IS NULL
ORDER BY subjects.iri
