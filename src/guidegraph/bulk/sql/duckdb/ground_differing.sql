-- The hashes of lines without blank nodes that only one file has: 1 is the old one, 2 the new one.
SELECT h, found
FROM (
    SELECT h, bit_or(side) AS found
    FROM (
        SELECT hash(l) AS h, 1::UTINYINT AS side FROM lines_0 WHERE NOT contains(l, '_:')
        UNION ALL
        SELECT hash(l), 2::UTINYINT FROM lines_1 WHERE NOT contains(l, '_:')
    )
    GROUP BY h
)
WHERE found < 3
