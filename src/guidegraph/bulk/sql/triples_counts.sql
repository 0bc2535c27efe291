-- How many triples of `old` and `new` only one of them has, where nothing is undecided. `differing` has
-- the rows of triples_differing.
SELECT
    count(*) FILTER (WHERE new_high IS NULL) AS removed,
    count(*) FILTER (WHERE old_high IS NULL) AS added
FROM differing
