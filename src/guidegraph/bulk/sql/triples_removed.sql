-- The triples of the stored edition `old` that are surely not in `new`, in the order of their
-- terms. `differing` has the rows of triples_differing, `unsure` those of triples_unsure.
SELECT s, p, o, g
FROM old
WHERE
    (
        undecided
        OR EXISTS (
            SELECT 1
            FROM differing
            WHERE differing.old_high = old.key_high AND differing.old_low = old.key_low
        )
    )
    AND NOT EXISTS (SELECT 1 FROM unsure WHERE unsure.shape = substr(old.component, 1, 16))
ORDER BY s, p, o, g NULLS FIRST
