-- What an edition says of the wanted concepts: their rows, those that give them their place, the
-- blank nodes below them, and labels and notes with an IRI.
WITH placed AS (
  SELECT s, p, o, g, component
  FROM edition
  WHERE s IN (SELECT iri FROM log_wanted)
  UNION
  SELECT s, p, o, g, component
  FROM edition
  WHERE o IN (SELECT iri FROM log_wanted)
    AND (
      component IS NOT NULL
      OR p IN ('<http://www.w3.org/2004/02/skos/core#narrower>', '<http://www.w3.org/2004/02/skos/core#hasTopConcept>', '<http://www.w3.org/2004/02/skos/core#member>', '<http://purl.org/dc/terms/replaces>')
    )
)
SELECT s, p, o, g FROM placed
UNION
SELECT s, p, o, g
FROM edition
WHERE component IS NOT NULL AND component IN (SELECT component FROM placed WHERE component IS NOT NULL)
UNION
SELECT s, p, o, g
FROM edition
WHERE s IN (
  SELECT o
  FROM placed
  WHERE substr(o, 1, 1) = '<'
    AND p IN (
      '<http://www.w3.org/2008/05/skos-xl#prefLabel>', '<http://www.w3.org/2008/05/skos-xl#altLabel>', '<http://www.w3.org/2008/05/skos-xl#hiddenLabel>',
      '<http://www.w3.org/2004/02/skos/core#note>', '<http://www.w3.org/2004/02/skos/core#definition>', '<http://www.w3.org/2004/02/skos/core#scopeNote>', '<http://www.w3.org/2004/02/skos/core#example>',
      '<http://www.w3.org/2004/02/skos/core#historyNote>', '<http://www.w3.org/2004/02/skos/core#editorialNote>', '<http://www.w3.org/2004/02/skos/core#changeNote>'
    )
)
