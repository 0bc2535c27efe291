-- How many texts of each property have no language, of how many.
WITH texts AS (
  SELECT s, p, o FROM check_labels WHERE starts_with(o, '"')
  UNION
  SELECT s, p, o
  FROM edition
  WHERE starts_with(o, '"')
    AND p IN (
      '<http://www.w3.org/2004/02/skos/core#definition>', '<http://www.w3.org/2004/02/skos/core#scopeNote>', '<http://www.w3.org/2004/02/skos/core#note>', '<http://www.w3.org/2004/02/skos/core#example>',
      '<http://www.w3.org/2004/02/skos/core#changeNote>', '<http://www.w3.org/2004/02/skos/core#editorialNote>', '<http://www.w3.org/2004/02/skos/core#historyNote>'
    )
)
SELECT
  p AS topic,
  count(*) FILTER (
    WHERE (ends_with(o, '"') OR ends_with(o, '>'))
    AND translate(replace(replace(replace(o, '\n', ''), '\r', ''), '\t', ''), $spaces, '') <> ''
  ) AS found,
  count(*) AS total
FROM texts
GROUP BY p
ORDER BY p
