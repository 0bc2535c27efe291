-- What has a transitive relation.
SELECT s AS iri
FROM edition
WHERE p IN ('<http://www.w3.org/2004/02/skos/core#broaderTransitive>', '<http://www.w3.org/2004/02/skos/core#narrowerTransitive>')
