-- The concepts that are in no scheme.
SELECT iri, 'concept' AS topic
FROM check_nodes
WHERE is_concept = 1 AND iri NOT IN (SELECT iri FROM check_in_schemes)
