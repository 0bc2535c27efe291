-- For each group of linked nodes, the least group that one of its nodes is linked to.
SELECT c.side, c.comp, least(c.comp, min(n.comp)) AS low
FROM comps AS c
JOIN edges AS e ON e.side = c.side AND e.a = c.node
JOIN comps AS n ON n.side = e.side AND n.node = e.b
GROUP BY c.side, c.comp
