-- The triples that surely only one of two editions has. A component without canonical names is surely
-- another one if nothing in the other edition has its shape.
SELECT unshared.side, unshared.s, unshared.p, unshared.o, unshared.g, unshared.component
FROM concepts_unshared AS unshared
LEFT JOIN concepts_unsure AS unsure
  ON substr(unshared.component, 1, length(unsure.shape)) = unsure.shape
WHERE unsure.shape IS NULL
UNION ALL
SELECT 'old' AS side, s, p, o, coalesce(g, '') AS g, component
FROM old_edition
WHERE undecided AND component NOT IN (SELECT shape FROM concepts_unsure)
UNION ALL
SELECT 'new' AS side, s, p, o, coalesce(g, '') AS g, component
FROM new_edition
WHERE undecided AND component NOT IN (SELECT shape FROM concepts_unsure)
