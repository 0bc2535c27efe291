-- The lines of blank_labels, and the rest of each as a number. See blank_ends, which has it as text.
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
FROM labelled
