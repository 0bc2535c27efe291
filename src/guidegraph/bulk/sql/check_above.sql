-- What is directly above each concept, stated in either direction.
SELECT s AS child, o AS parent
FROM edition
WHERE p IN ('<http://www.w3.org/2004/02/skos/core#broader>', '<http://www.w3.org/2004/02/skos/core#broaderTransitive>')
UNION
SELECT o AS child, s AS parent
FROM edition
WHERE p IN ('<http://www.w3.org/2004/02/skos/core#narrower>', '<http://www.w3.org/2004/02/skos/core#narrowerTransitive>')
