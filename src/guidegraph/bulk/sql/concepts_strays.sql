-- The subjects of differing triples that have an IRI and are not concepts.
SELECT DISTINCT s AS iri
FROM concepts_left
WHERE substr(s, 1, 1) = '<' AND s NOT IN (SELECT iri FROM concepts_subjects)
