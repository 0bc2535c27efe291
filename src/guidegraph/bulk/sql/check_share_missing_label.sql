-- The concepts without a preferred label, and the collections and schemes without a name.
SELECT iri, CASE WHEN is_concept = 1 THEN 'concept' ELSE '' END AS topic
FROM check_nodes
WHERE iri NOT IN (SELECT s FROM check_labels WHERE p = '<http://www.w3.org/2004/02/skos/core#prefLabel>')
  AND (
    is_concept = 1
    OR (
      is_collection + is_scheme > 0
      AND iri NOT IN (
        SELECT s
        FROM edition
        WHERE p IN ('<http://www.w3.org/2004/02/skos/core#prefLabel>', '<http://www.w3.org/2000/01/rdf-schema#label>', '<http://purl.org/dc/terms/title>', '<http://purl.org/dc/elements/1.1/title>')
      )
    )
  )
