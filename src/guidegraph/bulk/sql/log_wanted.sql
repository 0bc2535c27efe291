-- A concept, and those that it may have become or come from: what any edition says replaces it or
-- matches it, and what has its preferred label or its notation.
WITH own AS (
  SELECT DISTINCT p, o
  FROM editions
  WHERE s = $iri AND p IN ('<http://www.w3.org/2004/02/skos/core#prefLabel>', '<http://www.w3.org/2004/02/skos/core#notation>')
)
SELECT $iri AS iri
UNION
SELECT o AS iri
FROM editions
WHERE s = $iri AND substr(o, 1, 1) = '<' AND p IN ('<http://purl.org/dc/terms/isReplacedBy>', '<http://purl.org/dc/terms/replaces>', '<http://purl.obolibrary.org/obo/IAO_0100001>', '<http://www.w3.org/2004/02/skos/core#exactMatch>', '<http://www.w3.org/2004/02/skos/core#closeMatch>')
UNION
SELECT s AS iri
FROM editions
WHERE o = $iri AND substr(s, 1, 1) = '<' AND p IN ('<http://purl.org/dc/terms/isReplacedBy>', '<http://purl.org/dc/terms/replaces>', '<http://purl.obolibrary.org/obo/IAO_0100001>', '<http://www.w3.org/2004/02/skos/core#exactMatch>', '<http://www.w3.org/2004/02/skos/core#closeMatch>')
UNION
SELECT editions.s AS iri
FROM editions
JOIN own ON own.p = editions.p AND own.o = editions.o
WHERE substr(editions.s, 1, 1) = '<'
