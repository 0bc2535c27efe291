-- The triples that differ, concept by concept; then those about other resources.
SELECT owner, subject, side, s, p, o, g, component, via
FROM concepts_owned
ORDER BY owner NULLS LAST, CASE WHEN owner IS NULL THEN subject END, side, s, p, o, g
