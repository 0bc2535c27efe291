-- The namespace of most concepts, up to the last sign that can end one.
SELECT regexp_extract(iri, '<([^>]*[/#:])', 1) AS space, count(*) AS number
FROM check_nodes
WHERE is_concept = 1 AND substr(iri, 1, 1) = '<'
GROUP BY space
HAVING space <> ''
ORDER BY number DESC, space
LIMIT 1
