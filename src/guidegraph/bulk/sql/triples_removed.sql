-- The triples of the stored edition `old` that are surely not in `new`, in the order of their terms.
-- `differing` has the rows of triples_differing. The key of an undecided triple means nothing in
-- another edition; its component is compared.
SELECT s, p, o, g
FROM (
    SELECT s, p, o, g
    FROM old
    WHERE
        NOT undecided
        AND EXISTS (
            SELECT 1
            FROM differing
            WHERE differing.old_high = old.key_high AND differing.old_low = old.key_low
        )
    UNION ALL
    SELECT s, p, o, g
    FROM old
    WHERE
        undecided
        AND NOT EXISTS (
            SELECT 1 FROM new WHERE new.component = old.component AND new.undecided
        )
) AS removed
ORDER BY s, p, o, g NULLS FIRST
