-- The triples of the stored edition `new` that are surely not in `old`, in the order of their
-- terms. `differing` has the rows of triples_differing, `unsure` those of triples_unsure.
SELECT s, p, o, g
FROM new
WHERE
    (
        undecided
        OR EXISTS (
            SELECT 1
            FROM differing
            WHERE differing.new_high = new.key_high AND differing.new_low = new.key_low
        )
    )
    AND NOT EXISTS (SELECT 1 FROM unsure WHERE unsure.shape = substr(new.component, 1, 16))
ORDER BY s, p, o, g NULLS FIRST
