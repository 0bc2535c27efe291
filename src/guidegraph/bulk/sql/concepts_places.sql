-- What the concepts whose place differs are below, and in which collections they are, in each
-- edition, in whichever direction it states it.
WITH touched AS (
  SELECT DISTINCT owner AS iri
  FROM concepts_owned
  WHERE p IN (
    '<http://www.w3.org/2004/02/skos/core#broader>', '<http://www.w3.org/2004/02/skos/core#narrower>', '<http://www.w3.org/2004/02/skos/core#topConceptOf>', '<http://www.w3.org/2004/02/skos/core#hasTopConcept>', '<http://www.w3.org/2004/02/skos/core#member>'
  )
),
stated AS (
  SELECT
    'old' AS side,
    coalesce(subjects.new_iri, s) AS s,
    p,
    coalesce(objects.new_iri, o) AS o
  FROM old_edition
  LEFT JOIN concepts_renamed AS subjects ON subjects.old_iri = s
  LEFT JOIN concepts_renamed AS objects ON objects.old_iri = o
  WHERE p IN (
    '<http://www.w3.org/2004/02/skos/core#broader>', '<http://www.w3.org/2004/02/skos/core#narrower>', '<http://www.w3.org/2004/02/skos/core#topConceptOf>', '<http://www.w3.org/2004/02/skos/core#hasTopConcept>', '<http://www.w3.org/2004/02/skos/core#member>'
  )
  UNION ALL
  SELECT 'new' AS side, s, p, o
  FROM new_edition
  WHERE p IN (
    '<http://www.w3.org/2004/02/skos/core#broader>', '<http://www.w3.org/2004/02/skos/core#narrower>', '<http://www.w3.org/2004/02/skos/core#topConceptOf>', '<http://www.w3.org/2004/02/skos/core#hasTopConcept>', '<http://www.w3.org/2004/02/skos/core#member>'
  )
)
SELECT stated.s AS iri, stated.side, '<http://www.w3.org/2004/02/skos/core#broader>' AS p, stated.o AS place
FROM stated
JOIN touched ON touched.iri = stated.s
WHERE stated.p = '<http://www.w3.org/2004/02/skos/core#broader>'
UNION
SELECT stated.s AS iri, stated.side, stated.p, stated.o AS place
FROM stated
JOIN touched ON touched.iri = stated.s
WHERE stated.p = '<http://www.w3.org/2004/02/skos/core#topConceptOf>'
UNION
SELECT
  stated.o AS iri,
  stated.side,
  CASE
    WHEN stated.p = '<http://www.w3.org/2004/02/skos/core#narrower>' THEN '<http://www.w3.org/2004/02/skos/core#broader>'
    WHEN stated.p = '<http://www.w3.org/2004/02/skos/core#hasTopConcept>' THEN '<http://www.w3.org/2004/02/skos/core#topConceptOf>'
    ELSE stated.p
  END AS p,
  stated.s AS place
FROM stated
JOIN touched ON touched.iri = stated.o
WHERE stated.p IN ('<http://www.w3.org/2004/02/skos/core#narrower>', '<http://www.w3.org/2004/02/skos/core#hasTopConcept>', '<http://www.w3.org/2004/02/skos/core#member>')
