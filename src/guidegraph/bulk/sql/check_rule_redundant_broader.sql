-- What has several broader concepts.
WITH steps AS (
  SELECT s AS child, o AS parent FROM edition WHERE p = '<http://www.w3.org/2004/02/skos/core#broader>'
  UNION
  SELECT o AS child, s AS parent FROM edition WHERE p = '<http://www.w3.org/2004/02/skos/core#narrower>'
)
SELECT child AS iri FROM steps GROUP BY child HAVING count(*) > 1
