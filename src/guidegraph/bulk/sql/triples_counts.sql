-- How many triples of the stored editions `old` and `new` were removed and added, and how many are
-- undecided. Only keys are read.
WITH
old_unclear AS (
    SELECT component, count(*) AS amount FROM old WHERE undecided GROUP BY component
),
new_unclear AS (
    SELECT component, count(*) AS amount FROM new WHERE undecided GROUP BY component
),
old_clear AS (
    SELECT count(*) AS amount FROM old WHERE NOT undecided
),
new_clear AS (
    SELECT count(*) AS amount FROM new WHERE NOT undecided
),
shared AS (
    SELECT count(*) AS amount
    FROM old
    JOIN new ON old.key_high = new.key_high AND old.key_low = new.key_low
    WHERE NOT old.undecided AND NOT new.undecided
),
unclear AS (
    SELECT
        coalesce(sum(CASE WHEN new_unclear.component IS NULL THEN old_unclear.amount END), 0)
            AS removed,
        coalesce(sum(CASE WHEN old_unclear.component IS NULL THEN new_unclear.amount END), 0)
            AS added,
        coalesce(
            sum(
                CASE
                    WHEN old_unclear.component IS NOT NULL AND new_unclear.component IS NOT NULL
                        THEN old_unclear.amount + new_unclear.amount
                END
            ),
            0
        ) AS undecided
    FROM old_unclear
    FULL JOIN new_unclear ON old_unclear.component = new_unclear.component
)
SELECT
    old_clear.amount - shared.amount + unclear.removed AS removed,
    new_clear.amount - shared.amount + unclear.added AS added,
    unclear.undecided AS undecided
FROM old_clear
CROSS JOIN new_clear
CROSS JOIN shared
CROSS JOIN unclear
