-- The digest of each component, and which copy of it this is in its graph.
SELECT
    side,
    comp,
    digest,
    lines,
    row_number() OVER (PARTITION BY side, digest ORDER BY comp) AS copy
FROM (
    SELECT
        side,
        comp,
        count(*) AS lines,
        substr(sha256(string_agg(described, chr(10) ORDER BY described)), 1, 32) AS digest
    FROM (
        SELECT side, comp, pattern || ' ' || concat_ws(',', s_place, o_place) AS described FROM easy
    )
    GROUP BY side, comp
)
