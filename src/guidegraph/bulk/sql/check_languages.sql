-- The language of most preferred labels, the first one of several.
SELECT tag, count(*) AS number, min(concat(s, ' ', o)) AS first_one
FROM check_labels
WHERE p = '<http://www.w3.org/2004/02/skos/core#prefLabel>'
GROUP BY tag
ORDER BY number DESC, first_one
LIMIT 1
