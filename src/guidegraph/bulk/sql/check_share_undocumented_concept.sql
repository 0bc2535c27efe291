-- The concepts without an explanation.
SELECT iri, 'concept' AS topic
FROM check_nodes
WHERE is_concept = 1
  AND iri NOT IN (
    SELECT s
    FROM edition
    WHERE p IN (
      '<http://www.w3.org/2004/02/skos/core#definition>', '<http://www.w3.org/2004/02/skos/core#scopeNote>', '<http://www.w3.org/2004/02/skos/core#note>', '<http://www.w3.org/2004/02/skos/core#example>',
      '<http://www.w3.org/2004/02/skos/core#changeNote>', '<http://www.w3.org/2004/02/skos/core#editorialNote>', '<http://www.w3.org/2004/02/skos/core#historyNote>'
    )
  )
