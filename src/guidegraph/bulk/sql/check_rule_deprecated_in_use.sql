-- What leads to something deprecated.
SELECT child AS iri FROM check_above WHERE parent IN (SELECT iri FROM check_deprecated)
UNION
SELECT s AS iri
FROM edition
WHERE p IN ('<http://www.w3.org/2004/02/skos/core#related>', '<http://www.w3.org/2004/02/skos/core#member>')
  AND o IN (SELECT iri FROM check_deprecated)
