-- The shapes of components that may be the same in both editions, which cannot be decided.
WITH there AS (
  SELECT side, component FROM concepts_unshared WHERE component IS NOT NULL
  UNION
  SELECT side, shape AS component FROM concepts_shapes
)
SELECT DISTINCT shapes.shape
FROM concepts_shapes AS shapes
JOIN there
  ON there.side <> shapes.side
  AND substr(there.component, 1, length(shapes.shape)) = shapes.shape
