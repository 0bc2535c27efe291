-- Components whose nodes are not all told apart by their own lines, or that have odd lines.
SELECT side, comp
FROM comps
LEFT JOIN own USING (side, node)
GROUP BY side, comp
HAVING count(DISTINCT own) < count(*) OR bool_or(own IS NULL)
UNION
SELECT side, comp FROM odd_nodes JOIN comps USING (side, node)
