-- The concepts, schemes and collections. check_kinds has the classes whose instances are such.
WITH typed AS (
  SELECT
    edition.s AS iri,
    max(CASE WHEN check_kinds.kind = 'concept' THEN 1 ELSE 0 END) AS is_concept,
    max(CASE WHEN check_kinds.kind = 'scheme' THEN 1 ELSE 0 END) AS is_scheme,
    max(CASE WHEN check_kinds.kind = 'collection' THEN 1 ELSE 0 END) AS is_collection
  FROM edition
  LEFT JOIN check_kinds ON check_kinds.class = edition.o
  WHERE edition.p = '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>'
  GROUP BY edition.s
),
used AS (
  SELECT s AS iri, 1 AS is_concept, 0 AS is_collection
  FROM edition
  WHERE p IN (
    '<http://www.w3.org/2004/02/skos/core#inScheme>', '<http://www.w3.org/2004/02/skos/core#topConceptOf>',
    '<http://www.w3.org/2004/02/skos/core#broader>', '<http://www.w3.org/2004/02/skos/core#broaderTransitive>', '<http://www.w3.org/2004/02/skos/core#narrower>', '<http://www.w3.org/2004/02/skos/core#narrowerTransitive>', '<http://www.w3.org/2004/02/skos/core#related>',
    '<http://www.w3.org/2004/02/skos/core#exactMatch>', '<http://www.w3.org/2004/02/skos/core#closeMatch>', '<http://www.w3.org/2004/02/skos/core#broadMatch>', '<http://www.w3.org/2004/02/skos/core#narrowMatch>', '<http://www.w3.org/2004/02/skos/core#relatedMatch>', '<http://www.w3.org/2004/02/skos/core#mappingRelation>'
  )
  UNION
  SELECT o AS iri, 1 AS is_concept, 0 AS is_collection
  FROM edition
  WHERE p = '<http://www.w3.org/2004/02/skos/core#hasTopConcept>' AND o IN (SELECT s FROM edition)
  UNION
  SELECT s AS iri, 0 AS is_concept, 1 AS is_collection
  FROM edition
  WHERE p IN ('<http://www.w3.org/2004/02/skos/core#member>', '<http://www.w3.org/2004/02/skos/core#memberList>')
),
known AS (
  SELECT iri, max(is_concept) AS is_concept, max(is_collection) AS is_collection
  FROM used
  GROUP BY iri
)
SELECT
  coalesce(typed.iri, known.iri) AS iri,
  CASE
    WHEN typed.iri IS NOT NULL THEN typed.is_concept
    WHEN known.is_collection = 1 THEN 0
    ELSE known.is_concept
  END AS is_concept,
  coalesce(typed.is_scheme, 0) AS is_scheme,
  greatest(coalesce(typed.is_collection, 0), coalesce(known.is_collection, 0)) AS is_collection
FROM typed
FULL JOIN known ON known.iri = typed.iri
