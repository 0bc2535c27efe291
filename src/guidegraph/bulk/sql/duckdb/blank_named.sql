-- Lines with canonical names for their blank nodes.
SELECT
    side,
    digest,
    comp,
    copy,
    CASE WHEN s IS NULL THEN '' ELSE name || (s_place + 1) END
    || CASE WHEN s IS NULL THEN '' ELSE ' ' END
    || CASE
        WHEN o IS NULL THEN substr(pattern, CASE WHEN s IS NULL THEN 1 ELSE 4 END)
        ELSE substr(
            pattern,
            CASE WHEN s IS NULL THEN 1 ELSE 4 END,
            length(pattern) - 2 - CASE WHEN s IS NULL THEN 0 ELSE 3 END - 2
        ) || name || (o_place + 1) || ' .'
    END AS l
FROM (
    SELECT
        *,
        '_:b' || digest || CASE WHEN copy > 1 THEN 'c' || copy ELSE '' END || 'n' AS name
    FROM easy
    JOIN digests USING (side, comp)
)
