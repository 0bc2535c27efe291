-- Each node in the group that its own leads to in two steps.
SELECT c.side, c.node, coalesce(t.low, h.low) AS comp
FROM comps AS c
JOIN near AS h ON h.side = c.side AND h.comp = c.comp
LEFT JOIN near AS t ON t.side = h.side AND t.comp = h.low
