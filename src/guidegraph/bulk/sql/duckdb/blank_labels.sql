-- Lines with blank nodes, and the labels of these: at most a first and a second one. A line is odd
-- where that does not tell all: in triple terms, and where a graph is named beside two nodes.
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
