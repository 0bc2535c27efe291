-- How many concepts are in both editions, only in the old one, only in the new one.
SELECT
  coalesce(sum(in_old * in_new), 0) AS shared,
  coalesce(sum(in_old * (1 - in_new)), 0) AS removed,
  coalesce(sum((1 - in_old) * in_new), 0) AS added
FROM concepts_known
