-- What has a relation to something that is not described.
SELECT s AS iri
FROM edition
WHERE p IN (
    '<http://www.w3.org/2004/02/skos/core#broader>', '<http://www.w3.org/2004/02/skos/core#broaderTransitive>', '<http://www.w3.org/2004/02/skos/core#narrower>', '<http://www.w3.org/2004/02/skos/core#narrowerTransitive>', '<http://www.w3.org/2004/02/skos/core#related>',
    '<http://www.w3.org/2004/02/skos/core#hasTopConcept>', '<http://www.w3.org/2004/02/skos/core#member>'
  )
  AND substr(o, 1, 1) = '<'
  AND o NOT IN (SELECT s FROM edition)
