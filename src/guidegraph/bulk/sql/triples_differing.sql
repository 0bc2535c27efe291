-- The keys of the decided triples that only one of the stored editions `old` and `new` has. Text is
-- not read, and both directions are found at once.
SELECT
    before.key_high AS old_high,
    before.key_low AS old_low,
    after.key_high AS new_high,
    after.key_low AS new_low
FROM (SELECT key_high, key_low FROM old WHERE NOT undecided) AS before
FULL JOIN (SELECT key_high, key_low FROM new WHERE NOT undecided) AS after
    ON before.key_high = after.key_high AND before.key_low = after.key_low
WHERE before.key_high IS NULL OR after.key_high IS NULL
