-- The triples of the stored edition `old` that are surely not in `new`, in the order of their terms.
-- The key of an undecided triple means nothing in another edition; its component is compared.
SELECT s, p, o, g
FROM (
    SELECT s, p, o, g
    FROM old
    WHERE
        NOT undecided
        AND NOT EXISTS (
            SELECT 1
            FROM new
            WHERE
                new.key_high = old.key_high
                AND new.key_low = old.key_low
                AND NOT new.undecided
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
