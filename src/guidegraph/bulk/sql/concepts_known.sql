-- The concepts of two editions, and which of them has each: SKOS concepts; where there are none,
-- classes and properties; where there are none either, what has a label.
WITH both_editions AS (
  SELECT 1 AS in_old, 0 AS in_new, s, p, o
  FROM old_edition
  UNION ALL
  SELECT 0 AS in_old, 1 AS in_new, s, p, o
  FROM new_edition
),
found AS (
  SELECT
    in_old,
    in_new,
    CASE WHEN p = '<http://www.w3.org/2004/02/skos/core#hasTopConcept>' THEN o ELSE s END AS iri,
    CASE
      WHEN p = '<http://www.w3.org/2000/01/rdf-schema#label>' THEN 3
      WHEN p <> '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>' THEN 1
      WHEN o = '<http://www.w3.org/2004/02/skos/core#Concept>' THEN 1
      ELSE 2
    END AS rank
  FROM both_editions
  WHERE p IN (
    '<http://www.w3.org/2004/02/skos/core#broader>',
    '<http://www.w3.org/2004/02/skos/core#narrower>',
    '<http://www.w3.org/2004/02/skos/core#related>',
    '<http://www.w3.org/2004/02/skos/core#topConceptOf>',
    '<http://www.w3.org/2004/02/skos/core#hasTopConcept>',
    '<http://www.w3.org/2000/01/rdf-schema#label>'
  )
  OR (
    p = '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>'
    AND o IN (
      '<http://www.w3.org/2004/02/skos/core#Concept>',
      '<http://www.w3.org/2002/07/owl#Class>',
      '<http://www.w3.org/2000/01/rdf-schema#Class>',
      '<http://www.w3.org/1999/02/22-rdf-syntax-ns#Property>',
      '<http://www.w3.org/2002/07/owl#ObjectProperty>',
      '<http://www.w3.org/2002/07/owl#DatatypeProperty>',
      '<http://www.w3.org/2002/07/owl#AnnotationProperty>'
    )
  )
)
SELECT iri, max(in_old) AS in_old, max(in_new) AS in_new
FROM found
WHERE rank = (SELECT min(rank) FROM found) AND substr(iri, 1, 1) = '<'
GROUP BY iri
