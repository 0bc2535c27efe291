-- The triples of blank nodes that differ, component by component.
SELECT side, component, s, p, o, g
FROM concepts_left
WHERE component IS NOT NULL
ORDER BY side, component, s, p, o, g
