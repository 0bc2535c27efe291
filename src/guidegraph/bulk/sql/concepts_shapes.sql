-- The shapes of the components of blank nodes without canonical names, in each edition.
SELECT DISTINCT 'old' AS side, component AS shape
FROM old_edition
WHERE undecided
UNION
SELECT DISTINCT 'new' AS side, component AS shape
FROM new_edition
WHERE undecided
