-- The rows of the suspects, and those that give them their place.
SELECT s, p, o, g
FROM edition
WHERE s IN (SELECT iri FROM check_suspects)
UNION
SELECT s, p, o, g
FROM edition
WHERE o IN (SELECT iri FROM check_suspects)
  AND (
    p IN (
      '<http://www.w3.org/2004/02/skos/core#narrower>', '<http://www.w3.org/2004/02/skos/core#narrowerTransitive>', '<http://www.w3.org/2004/02/skos/core#hasTopConcept>', '<http://purl.org/dc/terms/replaces>'
    )
    OR (
      o IN (SELECT iri FROM check_nodes WHERE is_collection = 1)
      AND p IN (
        '<http://www.w3.org/2004/02/skos/core#topConceptOf>',
    '<http://www.w3.org/2004/02/skos/core#broader>', '<http://www.w3.org/2004/02/skos/core#broaderTransitive>', '<http://www.w3.org/2004/02/skos/core#narrower>', '<http://www.w3.org/2004/02/skos/core#narrowerTransitive>', '<http://www.w3.org/2004/02/skos/core#related>',
    '<http://www.w3.org/2004/02/skos/core#exactMatch>', '<http://www.w3.org/2004/02/skos/core#closeMatch>', '<http://www.w3.org/2004/02/skos/core#broadMatch>', '<http://www.w3.org/2004/02/skos/core#narrowMatch>', '<http://www.w3.org/2004/02/skos/core#relatedMatch>', '<http://www.w3.org/2004/02/skos/core#mappingRelation>'
      )
    )
  )
