-- The concepts by which ids and scheme of an edition are recognised: the first and the last one, and
-- the first ones in the scheme with most concepts.
WITH concepts AS (
  SELECT DISTINCT s AS iri
  FROM edition
  WHERE substr(s, 1, 1) = '<'
    AND (
      p IN ('<http://www.w3.org/2004/02/skos/core#inScheme>', '<http://www.w3.org/2004/02/skos/core#topConceptOf>')
      OR (
        p = '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>'
        AND o IN ('<http://www.w3.org/2004/02/skos/core#Concept>', '<http://www.w3.org/2004/02/skos/core#Collection>', '<http://www.w3.org/2004/02/skos/core#OrderedCollection>')
      )
    )
),
members AS (
  SELECT DISTINCT s AS iri, o AS scheme
  FROM edition
  WHERE p IN ('<http://www.w3.org/2004/02/skos/core#inScheme>', '<http://www.w3.org/2004/02/skos/core#topConceptOf>')
    AND substr(s, 1, 1) = '<'
    AND substr(o, 1, 1) = '<'
),
sizes AS (
  SELECT scheme, row_number() OVER (ORDER BY count(*) DESC, scheme) AS place
  FROM members
  GROUP BY scheme
),
first_members AS (
  SELECT members.iri, row_number() OVER (ORDER BY members.iri) AS place
  FROM members
  JOIN sizes ON sizes.scheme = members.scheme
  WHERE sizes.place = 1
)
SELECT min(iri) AS iri FROM concepts
UNION
SELECT max(iri) AS iri FROM concepts
UNION
SELECT iri FROM first_members WHERE place <= (SELECT count(*) + 1 FROM log_near)
