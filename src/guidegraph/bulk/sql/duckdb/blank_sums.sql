-- Components as sums of their lines: equal ones have equal sums. Those where two nodes have the same
-- weight are not told by their sums alone.
SELECT
    side,
    comp,
    count(*) AS n,
    sum(h) AS total,
    bit_xor(h) AS parity,
    bool_or(alike) AS alike
FROM (
    SELECT side, coalesce(s, o) AS comp, h, false AS alike
    FROM sketched
    WHERE (side, coalesce(s, o)) NOT IN (SELECT (side, node) FROM comps)
    UNION ALL
    SELECT
        e.side,
        c.comp,
        hash(e.h, v.total, v.parity, w.total, w.parity),
        a.comp IS NOT NULL
    FROM sketched AS e
    JOIN comps AS c ON c.side = e.side AND c.node = coalesce(e.s, e.o)
    LEFT JOIN weights AS v ON v.side = e.side AND v.node = e.s
    LEFT JOIN weights AS w ON w.side = e.side AND w.node = e.o
    LEFT JOIN alike_comps AS a ON a.side = c.side AND a.comp = c.comp
)
GROUP BY side, comp
