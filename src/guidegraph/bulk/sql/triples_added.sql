-- The triples of the stored edition `new` that are surely not in `old`, in the order of their terms.
-- The key of an undecided triple means nothing in another edition; its component is compared.
SELECT s, p, o, g
FROM (
    SELECT s, p, o, g
    FROM new
    WHERE
        NOT undecided
        AND NOT EXISTS (
            SELECT 1
            FROM old
            WHERE
                old.key_high = new.key_high
                AND old.key_low = new.key_low
                AND NOT old.undecided
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
