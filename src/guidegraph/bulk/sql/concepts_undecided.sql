-- What the triples that may be in both editions are about, and how many there are.
WITH unsure_rows AS (
  SELECT 'old' AS side, s, p, o
  FROM old_edition
  WHERE undecided AND component IN (SELECT shape FROM concepts_unsure)
  UNION ALL
  SELECT 'new' AS side, s, p, o
  FROM new_edition
  WHERE undecided AND component IN (SELECT shape FROM concepts_unsure)
  UNION ALL
  SELECT unshared.side, unshared.s, unshared.p, unshared.o
  FROM concepts_unshared AS unshared
  JOIN concepts_unsure AS unsure
    ON substr(unshared.component, 1, length(unsure.shape)) = unsure.shape
)
SELECT
  side,
  CASE
    WHEN substr(s, 1, 1) = '<' THEN s
    WHEN p IN (
      '<http://www.w3.org/2002/07/owl#annotatedSource>',
      '<http://www.w3.org/1999/02/22-rdf-syntax-ns#subject>'
    ) THEN o
    ELSE ''
  END AS s,
  count(*) AS triples
FROM unsure_rows
GROUP BY 1, 2
