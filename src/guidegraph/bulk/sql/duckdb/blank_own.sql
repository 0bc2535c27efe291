-- What tells a node from the others in its component: its own lines, in order.
SELECT side, node, string_agg(own, chr(10) ORDER BY own) AS own
FROM (
    SELECT side, s AS node, '0 ' || pattern AS own FROM ends WHERE s IS NOT NULL AND NOT odd
    UNION ALL
    SELECT side, o, CASE WHEN s IS NULL THEN '0 ' ELSE '1 ' END || pattern
    FROM ends
    WHERE o IS NOT NULL AND NOT odd
)
JOIN comps USING (side, node)
GROUP BY side, node
