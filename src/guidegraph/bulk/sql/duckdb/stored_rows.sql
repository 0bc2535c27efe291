-- Canonical lines as the rows of a stored edition; `shown` has the language tags of the source.
SELECT
    s,
    p,
    CASE WHEN g IS NULL THEN rest ELSE substr(rest, 1, length(rest) - length(g) - 1) END AS o,
    g,
    ((k >> 64)::HUGEINT - 9223372036854775808::HUGEINT)::BIGINT AS key_high,
    ((k & 18446744073709551615::UHUGEINT)::HUGEINT - 9223372036854775808::HUGEINT)::BIGINT
        AS key_low,
    component,
    undecided
FROM (
    SELECT
        *,
        CASE
            WHEN NOT contains(rest, ' ') OR ends_with(rest, '"') THEN NULL
            WHEN starts_with(rest, '"') THEN CASE
                WHEN NOT ends_with(rest, '>') AND NOT contains(rest, ' _:') THEN NULL
                WHEN regexp_matches(rest, '"\^\^<[^<> ]*>$') THEN NULL
                ELSE nullif(
                    regexp_extract(
                        rest,
                        '^".*"(?:@[A-Za-z0-9-]+|\^\^<[^<> ]*>)? (<[^<> "]*>|_:[^ "<>()]+)$',
                        1
                    ),
                    ''
                )
            END
            WHEN starts_with(rest, '<<(') THEN nullif(
                regexp_extract(rest, '^<<\(.*\)>> (<[^<> "]*>|_:[^ "<>()]+)$', 1), ''
            )
            ELSE split_part(rest, ' ', 2)
        END AS g
    FROM (
        SELECT
            s,
            substr(tail, 1, instr(tail, ' ') - 1) AS p,
            substr(tail, instr(tail, ' ') + 1, length(tail) - instr(tail, ' ') - 2) AS rest,
            md5_number(line) AS k,
            component,
            undecided
        FROM (
            SELECT
                *,
                substr(shown, 1, instr(shown, ' ') - 1) AS s,
                substr(shown, instr(shown, ' ') + 1) AS tail
            FROM lines
        )
    )
)
