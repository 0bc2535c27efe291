-- Each node in the group that its own goes to.
SELECT c.side, c.node, h.low AS comp
FROM comps AS c
JOIN near AS h ON h.side = c.side AND h.comp = c.comp
