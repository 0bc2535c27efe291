-- For each group, where the group goes that it goes to.
SELECT n.side, n.comp, coalesce(t.low, n.low) AS low
FROM near AS n
LEFT JOIN near AS t ON t.side = n.side AND t.comp = n.low
