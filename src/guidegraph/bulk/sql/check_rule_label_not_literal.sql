-- What has a label that is not a plain text.
SELECT s AS iri
FROM edition
WHERE p IN ('<http://www.w3.org/2004/02/skos/core#prefLabel>', '<http://www.w3.org/2004/02/skos/core#altLabel>', '<http://www.w3.org/2004/02/skos/core#hiddenLabel>')
  AND (
    NOT starts_with(o, '"') OR ends_with(o, '>') OR (contains(o, '--') AND NOT ends_with(o, '"'))
  )
