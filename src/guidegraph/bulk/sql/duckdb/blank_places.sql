-- The place of each node in its component, by its own lines.
SELECT side, node, comp, row_number() OVER (PARTITION BY side, comp ORDER BY own) - 1 AS place
FROM comps
JOIN own USING (side, node)
ANTI JOIN hard USING (side, comp)
