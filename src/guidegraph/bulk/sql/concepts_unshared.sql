-- The triples that only one of two editions has. The keys decide; blank nodes without a canonical
-- name are left out.
SELECT 'old' AS side, s, p, o, coalesce(g, '') AS g, component
FROM old_edition
ANTI JOIN new_edition USING (key_high, key_low)
WHERE NOT undecided
UNION ALL
SELECT 'new' AS side, s, p, o, coalesce(g, '') AS g, component
FROM new_edition
ANTI JOIN old_edition USING (key_high, key_low)
WHERE NOT undecided
