-- The triples of `old` and `new` in components that may be the same or not. First those of `old`, then
-- those of `new`, in the order of their terms. `differing` has the rows of triples_differing, `unsure`
-- those of triples_unsure.
SELECT edition, s, p, o, g
FROM (
    SELECT 'old' AS edition, s, p, o, g
    FROM old
    WHERE
        EXISTS (SELECT 1 FROM unsure WHERE unsure.shape = substr(old.component, 1, 16))
        AND (
            undecided
            OR EXISTS (
                SELECT 1
                FROM differing
                WHERE differing.old_high = old.key_high AND differing.old_low = old.key_low
            )
        )
    UNION ALL
    SELECT 'new' AS edition, s, p, o, g
    FROM new
    WHERE
        EXISTS (SELECT 1 FROM unsure WHERE unsure.shape = substr(new.component, 1, 16))
        AND (
            undecided
            OR EXISTS (
                SELECT 1
                FROM differing
                WHERE differing.new_high = new.key_high AND differing.new_low = new.key_low
            )
        )
) AS unclear
ORDER BY edition DESC, s, p, o, g NULLS FIRST
