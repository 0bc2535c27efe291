-- What is related to something else.
SELECT s AS iri
FROM edition
WHERE p IN ('<http://www.w3.org/2004/02/skos/core#related>', '<http://www.w3.org/2004/02/skos/core#relatedMatch>') AND s <> o
UNION
SELECT o AS iri
FROM edition
WHERE p IN ('<http://www.w3.org/2004/02/skos/core#related>', '<http://www.w3.org/2004/02/skos/core#relatedMatch>')
  AND s <> o
  AND NOT starts_with(o, '"')
