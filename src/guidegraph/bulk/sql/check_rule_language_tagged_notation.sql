-- What has a notation with a language tag.
SELECT s AS iri
FROM edition
WHERE p = '<http://www.w3.org/2004/02/skos/core#notation>'
  AND starts_with(o, '"')
  AND NOT ends_with(o, '"')
  AND NOT ends_with(o, '>')
