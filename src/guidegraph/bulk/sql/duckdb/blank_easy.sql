-- Lines of all components that are not hard, with the places of their nodes. A node that is in no
-- larger component is one by itself.
SELECT
    e.side,
    e.l,
    e.s,
    e.o,
    e.pattern,
    coalesce(p.comp, q.comp, e.s, e.o) AS comp,
    CASE WHEN e.s IS NOT NULL THEN coalesce(p.place, 0) END AS s_place,
    CASE WHEN e.o IS NOT NULL THEN coalesce(q.place, 0) END AS o_place
FROM ends AS e
LEFT JOIN places AS p ON p.side = e.side AND p.node = e.s
LEFT JOIN places AS q ON q.side = e.side AND q.node = e.o
LEFT JOIN hard_nodes AS h ON h.side = e.side AND h.node = coalesce(e.s, e.o)
WHERE NOT e.odd AND h.node IS NULL
