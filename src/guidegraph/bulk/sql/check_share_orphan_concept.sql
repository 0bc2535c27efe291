-- The concepts without a relation to another one; without a topic, those that are reported only if
-- (nearly) all are such.
WITH related AS (
  SELECT s AS iri
  FROM edition
  WHERE p IN (
    '<http://www.w3.org/2004/02/skos/core#broader>', '<http://www.w3.org/2004/02/skos/core#broaderTransitive>', '<http://www.w3.org/2004/02/skos/core#narrower>', '<http://www.w3.org/2004/02/skos/core#narrowerTransitive>', '<http://www.w3.org/2004/02/skos/core#related>',
    '<http://www.w3.org/2004/02/skos/core#exactMatch>', '<http://www.w3.org/2004/02/skos/core#closeMatch>', '<http://www.w3.org/2004/02/skos/core#broadMatch>', '<http://www.w3.org/2004/02/skos/core#narrowMatch>', '<http://www.w3.org/2004/02/skos/core#relatedMatch>', '<http://www.w3.org/2004/02/skos/core#mappingRelation>'
  )
  UNION
  SELECT o AS iri
  FROM edition
  WHERE p IN (
    '<http://www.w3.org/2004/02/skos/core#broader>', '<http://www.w3.org/2004/02/skos/core#broaderTransitive>', '<http://www.w3.org/2004/02/skos/core#narrower>', '<http://www.w3.org/2004/02/skos/core#narrowerTransitive>', '<http://www.w3.org/2004/02/skos/core#related>',
    '<http://www.w3.org/2004/02/skos/core#exactMatch>', '<http://www.w3.org/2004/02/skos/core#closeMatch>', '<http://www.w3.org/2004/02/skos/core#broadMatch>', '<http://www.w3.org/2004/02/skos/core#narrowMatch>', '<http://www.w3.org/2004/02/skos/core#relatedMatch>', '<http://www.w3.org/2004/02/skos/core#mappingRelation>'
  )
)
SELECT
  iri,
  CASE
    WHEN iri IN (SELECT iri FROM check_deprecated) OR iri IN (SELECT iri FROM check_tops)
      THEN 'silent'
    ELSE 'concept'
  END AS topic
FROM check_nodes
WHERE is_concept = 1 AND iri NOT IN (SELECT iri FROM related)
