-- The deprecated concepts without a successor.
SELECT iri
FROM check_deprecated
WHERE iri IN (SELECT iri FROM check_nodes WHERE is_concept = 1)
  AND iri NOT IN (SELECT o FROM edition WHERE p = '<http://purl.org/dc/terms/replaces>')
  AND iri NOT IN (
    SELECT s
    FROM edition
    WHERE p IN ('<http://purl.org/dc/terms/isReplacedBy>', '<http://www.w3.org/2004/02/skos/core#exactMatch>', '<http://www.w3.org/2004/02/skos/core#closeMatch>', '<http://www.w3.org/2004/02/skos/core#broadMatch>')
  )
