-- Canonical lines as the rows of a stored edition; `shown` has the language tags of the source.
SELECT
    s,
    p,
    CASE WHEN g IS NULL THEN rest ELSE substr(rest, 1, length(rest) - length(g) - 1) END AS o,
    g,
    (('0x' || substr(h, 1, 16))::UBIGINT::HUGEINT - 9223372036854775808::HUGEINT)::BIGINT AS key_high,
    (('0x' || substr(h, 17, 16))::UBIGINT::HUGEINT - 9223372036854775808::HUGEINT)::BIGINT AS key_low,
    component,
    undecided
FROM (
    SELECT
        *,
        nullif(
            CASE
                WHEN NOT contains(rest, ' ') THEN ''
                WHEN starts_with(rest, '"') THEN CASE
                    WHEN ends_with(rest, '"') THEN ''
                    ELSE regexp_extract(
                        rest,
                        '^".*"(?:@[A-Za-z0-9-]+|\^\^<[^<> ]*>)? (<[^<> "]*>|_:[^ "<>()]+)$',
                        1
                    )
                END
                WHEN starts_with(rest, '<<(')
                    THEN regexp_extract(rest, '^<<\(.*\)>> (<[^<> "]*>|_:[^ "<>()]+)$', 1)
                ELSE split_part(rest, ' ', 2)
            END,
            ''
        ) AS g
    FROM (
        SELECT
            s,
            p,
            substr(
                shown, length(s) + length(p) + 3, length(shown) - length(s) - length(p) - 4
            ) AS rest,
            sha256(line) AS h,
            component,
            undecided
        FROM (
            SELECT *, split_part(shown, ' ', 1) AS s, split_part(shown, ' ', 2) AS p FROM lines
        )
    )
)
