-- What has a label or note that may have superfluous spaces.
WITH texts AS (
  SELECT s, o FROM check_labels
  UNION ALL
  SELECT s, o
  FROM edition
  WHERE p IN (
    '<http://www.w3.org/2004/02/skos/core#definition>', '<http://www.w3.org/2004/02/skos/core#scopeNote>', '<http://www.w3.org/2004/02/skos/core#note>', '<http://www.w3.org/2004/02/skos/core#example>',
    '<http://www.w3.org/2004/02/skos/core#changeNote>', '<http://www.w3.org/2004/02/skos/core#editorialNote>', '<http://www.w3.org/2004/02/skos/core#historyNote>'
  )
)
SELECT s AS iri
FROM texts
WHERE starts_with(o, '" ')
  OR contains(o, ' "')
  OR contains(o, '  ')
  OR length(translate(o, $rare, '')) < length(o)
