-- The triples that differ, each with the concept that it is about, or none. A triple is about its
-- subject, with the following exceptions: "narrower", "has top concept" and "has member" are about
-- the object; what is said of a blank node, and of a label or note with an IRI, is about the concept
-- that has it (`via`: the property), and what annotates a triple is about its subject.
WITH holders AS (
  SELECT rows_of.side, rows_of.component, rows_of.s AS owner, 1 AS rank
  FROM concepts_left AS rows_of
  WHERE rows_of.component IS NOT NULL AND rows_of.s IN (SELECT iri FROM concepts_subjects)
  UNION ALL
  SELECT rows_of.side, rows_of.component, attached.owner, 2 AS rank
  FROM concepts_left AS rows_of
  JOIN concepts_attached AS attached ON attached.iri = rows_of.s
  WHERE rows_of.component IS NOT NULL
  UNION ALL
  SELECT rows_of.side, rows_of.component, rows_of.o AS owner, 3 AS rank
  FROM concepts_left AS rows_of
  WHERE rows_of.component IS NOT NULL
    AND rows_of.p IN ('<http://www.w3.org/2002/07/owl#annotatedSource>', '<http://www.w3.org/1999/02/22-rdf-syntax-ns#subject>')
    AND rows_of.o IN (SELECT iri FROM concepts_subjects)
),
ranked_holders AS (
  SELECT
    side,
    component,
    owner,
    row_number() OVER (PARTITION BY side, component ORDER BY rank, owner) AS place
  FROM holders
),
component_owners AS (
  SELECT side, component, owner FROM ranked_holders WHERE place = 1
),
subjects AS (
  SELECT side, component, min(s) AS subject
  FROM concepts_left
  WHERE component IS NOT NULL
  GROUP BY side, component
)
SELECT
  rows_of.side,
  rows_of.s,
  rows_of.p,
  rows_of.o,
  rows_of.g,
  rows_of.component,
  CASE
    WHEN inverse.iri IS NOT NULL THEN inverse.iri
    WHEN concepts.iri IS NOT NULL THEN concepts.iri
    WHEN rows_of.component IS NOT NULL THEN component_owners.owner
    ELSE attached.owner
  END AS owner,
  coalesce(subjects.subject, rows_of.s) AS subject,
  attached.via AS via
FROM concepts_left AS rows_of
LEFT JOIN concepts_subjects AS inverse
  ON inverse.iri = rows_of.o
  AND rows_of.p IN ('<http://www.w3.org/2004/02/skos/core#narrower>', '<http://www.w3.org/2004/02/skos/core#hasTopConcept>', '<http://www.w3.org/2004/02/skos/core#member>')
LEFT JOIN concepts_subjects AS concepts ON concepts.iri = rows_of.s
LEFT JOIN component_owners
  ON component_owners.side = rows_of.side AND component_owners.component = rows_of.component
LEFT JOIN concepts_attached AS attached ON attached.iri = rows_of.s
LEFT JOIN subjects ON subjects.side = rows_of.side AND subjects.component = rows_of.component
