-- What has several preferred labels in one language.
SELECT s AS iri
FROM check_labels
WHERE p = '<http://www.w3.org/2004/02/skos/core#prefLabel>'
GROUP BY s, tag
HAVING count(*) > 1
