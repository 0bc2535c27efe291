-- The shapes of components that may be the same in `old` and `new`, or not: one of them could not be
-- named canonically. The shape is the beginning of a component. `differing` has the rows of
-- triples_differing.
SELECT DISTINCT before.shape AS shape
FROM (
    SELECT substr(component, 1, 16) AS shape, undecided
    FROM old
    WHERE
        undecided
        OR (
            component IS NOT NULL
            AND EXISTS (
                SELECT 1
                FROM differing
                WHERE differing.old_high = old.key_high AND differing.old_low = old.key_low
            )
        )
) AS before
INNER JOIN (
    SELECT substr(component, 1, 16) AS shape, undecided
    FROM new
    WHERE
        undecided
        OR (
            component IS NOT NULL
            AND EXISTS (
                SELECT 1
                FROM differing
                WHERE differing.new_high = new.key_high AND differing.new_low = new.key_low
            )
        )
) AS after ON before.shape = after.shape
WHERE before.undecided OR after.undecided
