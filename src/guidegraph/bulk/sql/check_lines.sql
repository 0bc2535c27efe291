-- The part of an edition that says whether the suspects are to be reported, as N-Quads.
WITH first_tops AS (
  SELECT s, p, o, g, row_number() OVER (PARTITION BY scheme ORDER BY s, p, o, g) AS place
  FROM (
    SELECT s, p, o, g, CASE WHEN p = '<http://www.w3.org/2004/02/skos/core#hasTopConcept>' THEN s ELSE o END AS scheme
    FROM edition
    WHERE p IN ('<http://www.w3.org/2004/02/skos/core#hasTopConcept>', '<http://www.w3.org/2004/02/skos/core#topConceptOf>')
  ) AS tops
),
kept AS (
  SELECT s, p, o, g FROM check_own
  UNION
  SELECT s, p, o, g
  FROM edition
  WHERE s IN (SELECT iri FROM check_near)
    AND p IN (
      '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>', '<http://www.w3.org/2002/07/owl#deprecated>',
      '<http://www.w3.org/2004/02/skos/core#prefLabel>', '<http://www.w3.org/2004/02/skos/core#notation>', '<http://www.w3.org/2004/02/skos/core#inScheme>', '<http://www.w3.org/2004/02/skos/core#topConceptOf>', '<http://www.w3.org/2004/02/skos/core#broader>', '<http://www.w3.org/2004/02/skos/core#broaderTransitive>',
      '<http://www.w3.org/2004/02/skos/core#broadMatch>',
      '<http://www.w3.org/2008/05/skos-xl#prefLabel>', '<http://www.w3.org/2008/05/skos-xl#altLabel>', '<http://www.w3.org/2008/05/skos-xl#hiddenLabel>', '<http://www.w3.org/2008/05/skos-xl#literalForm>',
      '<http://www.w3.org/2000/01/rdf-schema#label>', '<http://purl.org/dc/terms/title>', '<http://purl.org/dc/elements/1.1/title>'
    )
  UNION
  SELECT s, p, o, g
  FROM edition
  WHERE o IN (SELECT iri FROM check_near)
    AND p IN ('<http://www.w3.org/2004/02/skos/core#hasTopConcept>', '<http://www.w3.org/2004/02/skos/core#narrower>', '<http://www.w3.org/2004/02/skos/core#narrowerTransitive>', '<http://www.w3.org/2004/02/skos/core#narrowMatch>')
  UNION
  SELECT s, p, o, g FROM first_tops WHERE place = 1
)
SELECT concat(s, ' ', p, ' ', o, CASE WHEN g IS NULL THEN '' ELSE concat(' ', g) END, ' .') AS line
FROM kept
ORDER BY s, p, o, g
