-- The rows of a small edition around the wanted concepts, as N-Quads.
WITH named AS (
  SELECT iri FROM log_near
  UNION
  SELECT iri FROM log_anchors
),
schemes AS (
  SELECT s AS iri
  FROM edition
  WHERE p = '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>' AND o = '<http://www.w3.org/2004/02/skos/core#ConceptScheme>'
),
kept AS (
  SELECT s, p, o, g FROM log_rows
  UNION
  SELECT s, p, o, g
  FROM edition
  WHERE s IN (SELECT iri FROM named)
    AND component IS NULL
    AND p IN (
      '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>',
      '<http://www.w3.org/2004/02/skos/core#prefLabel>', '<http://www.w3.org/2004/02/skos/core#notation>', '<http://www.w3.org/2004/02/skos/core#inScheme>', '<http://www.w3.org/2004/02/skos/core#topConceptOf>', '<http://www.w3.org/2004/02/skos/core#broader>',
      '<http://www.w3.org/2008/05/skos-xl#prefLabel>', '<http://www.w3.org/2008/05/skos-xl#literalForm>'
    )
  UNION
  SELECT s, p, o, g
  FROM edition
  WHERE s IN (SELECT iri FROM schemes)
    AND component IS NULL
    AND p <> '<http://www.w3.org/2004/02/skos/core#hasTopConcept>'
)
SELECT concat(s, ' ', p, ' ', o, CASE WHEN g IS NULL THEN '' ELSE concat(' ', g) END, ' .') AS line
FROM kept
ORDER BY line
