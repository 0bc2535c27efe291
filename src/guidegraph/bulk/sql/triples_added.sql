-- The triples of the stored edition `new` that are surely not in `old`, in the order of their terms.
-- `differing` has the rows of triples_differing. The key of an undecided triple means nothing in
-- another edition; its component is compared.
SELECT s, p, o, g
FROM (
    SELECT s, p, o, g
    FROM new
    WHERE
        NOT undecided
        AND EXISTS (
            SELECT 1
            FROM differing
            WHERE differing.new_high = new.key_high AND differing.new_low = new.key_low
        )
    UNION ALL
    SELECT s, p, o, g
    FROM new
    WHERE
        undecided
        AND NOT EXISTS (
            SELECT 1 FROM old WHERE old.component = new.component AND old.undecided
        )
) AS added
ORDER BY s, p, o, g NULLS FIRST
