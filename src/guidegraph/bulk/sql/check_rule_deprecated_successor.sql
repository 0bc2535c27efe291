-- What has a successor that is deprecated, or not described.
SELECT s AS iri
FROM edition
WHERE p = '<http://purl.org/dc/terms/isReplacedBy>'
  AND (o IN (SELECT iri FROM check_deprecated) OR o NOT IN (SELECT s FROM edition))
