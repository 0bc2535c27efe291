-- The IRIs of the old edition that begin with a replaced beginning, and their new form: where the
-- new edition has the new form and not the old one, and the old edition the reverse.
WITH old_terms AS (
  SELECT s AS term FROM concepts_differing WHERE side = 'old' AND substr(s, 1, 1) = '<'
  UNION
  SELECT p AS term FROM concepts_differing WHERE side = 'old'
  UNION
  SELECT o AS term FROM concepts_differing WHERE side = 'old' AND substr(o, 1, 1) = '<'
),
new_terms AS (
  SELECT s AS term FROM concepts_differing WHERE side = 'new' AND substr(s, 1, 1) = '<'
  UNION
  SELECT p AS term FROM concepts_differing WHERE side = 'new'
  UNION
  SELECT o AS term FROM concepts_differing WHERE side = 'new' AND substr(o, 1, 1) = '<'
),
candidates AS (
  SELECT
    old_terms.term AS old_iri,
    '<' || prefixes.new_prefix || substr(old_terms.term, length(prefixes.old_prefix) + 2) AS new_iri
  FROM old_terms
  JOIN concepts_prefixes AS prefixes
    ON substr(old_terms.term, 2, length(prefixes.old_prefix)) = prefixes.old_prefix
    AND (
      substr(old_terms.term, length(prefixes.old_prefix) + 2, 1) IN ('/', '#', ':', '>')
      OR substr(prefixes.old_prefix, length(prefixes.old_prefix), 1) IN ('/', '#', ':')
    )
),
possible AS (
  SELECT DISTINCT candidates.old_iri, candidates.new_iri
  FROM candidates
  JOIN new_terms ON new_terms.term = candidates.new_iri
),
still_there AS (
  SELECT possible.old_iri AS iri FROM possible JOIN new_edition ON new_edition.s = possible.old_iri
  UNION
  SELECT possible.old_iri AS iri FROM possible JOIN new_edition ON new_edition.p = possible.old_iri
  UNION
  SELECT possible.old_iri AS iri FROM possible JOIN new_edition ON new_edition.o = possible.old_iri
  UNION
  SELECT possible.old_iri AS iri FROM possible JOIN old_edition ON old_edition.s = possible.new_iri
  UNION
  SELECT possible.old_iri AS iri FROM possible JOIN old_edition ON old_edition.p = possible.new_iri
  UNION
  SELECT possible.old_iri AS iri FROM possible JOIN old_edition ON old_edition.o = possible.new_iri
)
SELECT old_iri, min(new_iri) AS new_iri, 'namespace' AS way
FROM possible
WHERE old_iri NOT IN (SELECT iri FROM still_there)
GROUP BY old_iri
