-- The concepts that link to nothing outside the vocabulary.
SELECT iri, 'concept' AS topic
FROM check_nodes
WHERE is_concept = 1
  AND iri NOT IN (
    SELECT s
    FROM edition
    WHERE substr(o, 1, 1) = '<'
      AND substr(o, 1, 2) <> '<<'
      AND ($namespace = '' OR NOT starts_with(o, concat('<', $namespace)))
      AND o NOT IN (SELECT iri FROM check_nodes WHERE is_scheme = 1)
      AND p NOT IN ('<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>', '<http://www.w3.org/2004/02/skos/core#inScheme>', '<http://www.w3.org/2004/02/skos/core#topConceptOf>')
  )
