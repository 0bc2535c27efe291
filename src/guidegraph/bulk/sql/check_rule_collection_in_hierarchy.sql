-- The collections that have a relation for concepts.
WITH related AS (
  SELECT s, o
  FROM edition
  WHERE p IN (
    '<http://www.w3.org/2004/02/skos/core#topConceptOf>', '<http://www.w3.org/2004/02/skos/core#hasTopConcept>',
    '<http://www.w3.org/2004/02/skos/core#broader>', '<http://www.w3.org/2004/02/skos/core#broaderTransitive>', '<http://www.w3.org/2004/02/skos/core#narrower>', '<http://www.w3.org/2004/02/skos/core#narrowerTransitive>', '<http://www.w3.org/2004/02/skos/core#related>',
    '<http://www.w3.org/2004/02/skos/core#exactMatch>', '<http://www.w3.org/2004/02/skos/core#closeMatch>', '<http://www.w3.org/2004/02/skos/core#broadMatch>', '<http://www.w3.org/2004/02/skos/core#narrowMatch>', '<http://www.w3.org/2004/02/skos/core#relatedMatch>', '<http://www.w3.org/2004/02/skos/core#mappingRelation>'
  )
)
SELECT s AS iri FROM related WHERE s IN (SELECT iri FROM check_nodes WHERE is_collection = 1)
UNION
SELECT o AS iri FROM related WHERE o IN (SELECT iri FROM check_nodes WHERE is_collection = 1)
