-- What has a label or title that begins with a space, or an escaped one, or has no text.
SELECT s AS iri
FROM check_labels
WHERE starts_with(o, '"') AND strpos($spaces, substr(o, 2, 1)) > 0
UNION
SELECT s AS iri
FROM edition
WHERE p IN ('<http://www.w3.org/2000/01/rdf-schema#label>', '<http://purl.org/dc/terms/title>', '<http://purl.org/dc/elements/1.1/title>')
  AND starts_with(o, '"')
  AND strpos($spaces, substr(o, 2, 1)) > 0
