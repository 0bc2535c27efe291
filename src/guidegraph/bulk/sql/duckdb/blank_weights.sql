-- What tells a node from the others in its component, as numbers made of its own lines.
SELECT side, node, count(*) AS n, sum(h) AS total, bit_xor(h) AS parity
FROM (
    SELECT side, s AS node, hash(h, 0) AS h FROM sketched WHERE s IS NOT NULL
    UNION ALL
    SELECT side, o, hash(h, CASE WHEN s IS NULL THEN 0 ELSE 1 END) FROM sketched WHERE o IS NOT NULL
)
SEMI JOIN comps USING (side, node)
GROUP BY side, node
