-- What has several notations, or one in common with another.
SELECT s AS iri
FROM edition
WHERE p = '<http://www.w3.org/2004/02/skos/core#notation>'
GROUP BY s
HAVING count(DISTINCT o) > 1
UNION
SELECT s AS iri
FROM edition
WHERE p = '<http://www.w3.org/2004/02/skos/core#notation>'
  AND o IN (
    SELECT o
    FROM edition
    WHERE p = '<http://www.w3.org/2004/02/skos/core#notation>'
    GROUP BY o
    HAVING count(DISTINCT s) > 1
  )
