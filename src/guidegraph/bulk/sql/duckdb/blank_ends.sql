-- The lines of blank_labels, and each as a pattern: without the labels.
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
FROM labelled
