-- The labels, including those of SKOS-XL, each with its language in lower case.
WITH forms AS (
  SELECT s, p, o
  FROM edition
  WHERE p IN ('<http://www.w3.org/2004/02/skos/core#prefLabel>', '<http://www.w3.org/2004/02/skos/core#altLabel>', '<http://www.w3.org/2004/02/skos/core#hiddenLabel>')
  UNION
  SELECT
    links.s,
    CASE
      WHEN links.p = '<http://www.w3.org/2008/05/skos-xl#prefLabel>' THEN '<http://www.w3.org/2004/02/skos/core#prefLabel>'
      WHEN links.p = '<http://www.w3.org/2008/05/skos-xl#altLabel>' THEN '<http://www.w3.org/2004/02/skos/core#altLabel>'
      ELSE '<http://www.w3.org/2004/02/skos/core#hiddenLabel>'
    END AS p,
    forms.o
  FROM edition AS links
  JOIN edition AS forms ON forms.s = links.o
  WHERE links.p IN ('<http://www.w3.org/2008/05/skos-xl#prefLabel>', '<http://www.w3.org/2008/05/skos-xl#altLabel>', '<http://www.w3.org/2008/05/skos-xl#hiddenLabel>')
    AND forms.p = '<http://www.w3.org/2008/05/skos-xl#literalForm>'
)
SELECT
  s,
  p,
  o,
  CASE
    WHEN NOT starts_with(o, '"') OR ends_with(o, '"') OR ends_with(o, '>') THEN ''
    ELSE translate(
      regexp_extract(o, '"@([a-zA-Z0-9-]+)$', 1),
      'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
      'abcdefghijklmnopqrstuvwxyz'
    )
  END AS tag
FROM forms
