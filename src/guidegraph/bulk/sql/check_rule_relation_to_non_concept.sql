-- What has a relation to a text, or in which a scheme takes part.
SELECT s AS iri
FROM edition
WHERE p IN (
    '<http://www.w3.org/2004/02/skos/core#broader>', '<http://www.w3.org/2004/02/skos/core#broaderTransitive>', '<http://www.w3.org/2004/02/skos/core#narrower>', '<http://www.w3.org/2004/02/skos/core#narrowerTransitive>', '<http://www.w3.org/2004/02/skos/core#related>',
    '<http://www.w3.org/2004/02/skos/core#exactMatch>', '<http://www.w3.org/2004/02/skos/core#closeMatch>', '<http://www.w3.org/2004/02/skos/core#broadMatch>', '<http://www.w3.org/2004/02/skos/core#narrowMatch>', '<http://www.w3.org/2004/02/skos/core#relatedMatch>', '<http://www.w3.org/2004/02/skos/core#mappingRelation>'
  )
  AND (
    starts_with(o, '"')
    OR o IN (SELECT iri FROM check_nodes WHERE is_scheme = 1)
    OR s IN (SELECT iri FROM check_nodes WHERE is_scheme = 1)
  )
