-- The triples of `old` and `new` in components that may be the same or not: both editions have one
-- with the same invariant. First those of `old`, then those of `new`, in the order of their terms.
SELECT edition, s, p, o, g
FROM (
    SELECT 'old' AS edition, s, p, o, g
    FROM old
    WHERE
        undecided
        AND EXISTS (SELECT 1 FROM new WHERE new.component = old.component AND new.undecided)
    UNION ALL
    SELECT 'new' AS edition, s, p, o, g
    FROM new
    WHERE
        undecided
        AND EXISTS (SELECT 1 FROM old WHERE old.component = new.component AND old.undecided)
) AS unclear
ORDER BY edition DESC, s, p, o, g NULLS FIRST
