-- What the triples whose blank nodes have no canonical name are about, and how many there are.
SELECT
  'old' AS side,
  CASE
    WHEN substr(s, 1, 1) = '<' THEN s
    WHEN p IN (
      '<http://www.w3.org/2002/07/owl#annotatedSource>',
      '<http://www.w3.org/1999/02/22-rdf-syntax-ns#subject>'
    ) THEN o
    ELSE ''
  END AS s,
  count(*) AS triples
FROM old_edition
WHERE undecided
GROUP BY 1, 2
UNION ALL
SELECT
  'new' AS side,
  CASE
    WHEN substr(s, 1, 1) = '<' THEN s
    WHEN p IN (
      '<http://www.w3.org/2002/07/owl#annotatedSource>',
      '<http://www.w3.org/1999/02/22-rdf-syntax-ns#subject>'
    ) THEN o
    ELSE ''
  END AS s,
  count(*) AS triples
FROM new_edition
WHERE undecided
GROUP BY 1, 2
