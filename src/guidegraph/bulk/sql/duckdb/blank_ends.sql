-- Lines with blank nodes, and the labels of these: at most a first and a second one. A line is odd
-- where that does not tell all: in triple terms, and where a graph is named beside two nodes.
SELECT
    side,
    l,
    s,
    o,
    CASE WHEN s IS NULL THEN '' ELSE '_:' END
    || CASE
        WHEN o IS NULL THEN substr(l, coalesce(length(s) + 3, 1))
        ELSE substr(
            l,
            coalesce(length(s) + 3, 1),
            length(l) - length(o) - 2 - coalesce(length(s) + 2, 0)
        ) || ' .'
    END AS pattern,
    odd OR (s IS NULL AND o IS NULL) AS odd
FROM (
    SELECT
        side,
        l,
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
