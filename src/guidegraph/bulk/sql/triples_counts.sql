-- How many triples of the stored editions `old` and `new` were removed and added, and how many are
-- undecided. `differing` has the rows of triples_differing.
WITH
old_unclear AS (
    SELECT component, count(*) AS amount FROM old WHERE undecided GROUP BY component
),
new_unclear AS (
    SELECT component, count(*) AS amount FROM new WHERE undecided GROUP BY component
),
clear AS (
    SELECT
        count(*) FILTER (WHERE new_high IS NULL) AS removed,
        count(*) FILTER (WHERE old_high IS NULL) AS added
    FROM differing
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
    clear.removed + unclear.removed AS removed,
    clear.added + unclear.added AS added,
    unclear.undecided AS undecided
FROM clear
CROSS JOIN unclear
