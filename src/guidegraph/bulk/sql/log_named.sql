-- The concepts and collections that a user can mean, and how: 1 by IRI, 2 by the end of the IRI, 3 by
-- notation.
SELECT DISTINCT
  s AS iri,
  CASE
    WHEN s = concat('<', $name, '>') THEN 1
    WHEN p = '<http://www.w3.org/2004/02/skos/core#notation>' AND (o = $literal OR starts_with(o, concat($literal, '^^'))) THEN 3
    ELSE 2
  END AS way
FROM edition
WHERE (
    p IN ('<http://www.w3.org/2004/02/skos/core#prefLabel>', '<http://www.w3.org/2004/02/skos/core#notation>', '<http://www.w3.org/2004/02/skos/core#inScheme>', '<http://www.w3.org/2004/02/skos/core#topConceptOf>')
    OR (
      p = '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>'
      AND o IN ('<http://www.w3.org/2004/02/skos/core#Concept>', '<http://www.w3.org/2004/02/skos/core#Collection>', '<http://www.w3.org/2004/02/skos/core#OrderedCollection>')
    )
  )
  AND (
    s = concat('<', $name, '>')
    OR ends_with(s, concat('/', $name, '>'))
    OR ends_with(s, concat('#', $name, '>'))
    OR ends_with(s, concat(':', $name, '>'))
    OR (
      p = '<http://www.w3.org/2004/02/skos/core#notation>'
      AND substr(s, 1, 1) = '<'
      AND (o = $literal OR starts_with(o, concat($literal, '^^')))
    )
  )
ORDER BY way, iri
