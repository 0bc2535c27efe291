-- Lines with blank nodes, the labels of these, and the rest of each line as a number. See blank_ends,
-- which has the rest as text.
SELECT
    * EXCLUDE (odd),
    hash(
        CASE
            WHEN s IS NULL AND o IS NULL THEN l
            WHEN s IS NULL THEN substr(l, 1, length(l) - length(o) - 2)
            WHEN o IS NULL THEN substr(l, length(s) + 3)
            ELSE substr(l, length(s) + 3, length(l) - length(o) - length(s) - 4)
        END,
        s IS NULL,
        o IS NULL
    ) AS h,
    odd OR (s IS NULL AND o IS NULL) AS odd
FROM (
    SELECT
        *,
        CASE WHEN starts_with(l, '_:') THEN substr(l, 3, instr(l, ' ') - 3) END AS s,
        CASE
            WHEN ends_with(l, '" .') OR ends_with(l, '> .') THEN NULL
            ELSE nullif(regexp_extract(l, ' _:([^ "<>()]+) \.$', 1), '')
        END AS o,
        CASE
            WHEN contains(l, '<<(') THEN true
            WHEN NOT contains(l, ' _:') THEN false
            ELSE regexp_matches(l, ' _:[^ "<>()]+ (<[^ <>"]*>|_:[^ "<>()]+) \.$')
        END AS odd
    FROM blank
)
