-- The triples that differ in more than renamed IRIs, with the new form of these.
WITH renamed_rows AS (
  SELECT
    rows_of.side,
    coalesce(subjects.new_iri, rows_of.s) AS s,
    coalesce(properties.new_iri, rows_of.p) AS p,
    coalesce(objects.new_iri, rows_of.o) AS o,
    rows_of.g,
    rows_of.component
  FROM concepts_differing AS rows_of
  LEFT JOIN concepts_renamed AS subjects ON subjects.old_iri = rows_of.s
  LEFT JOIN concepts_renamed AS properties ON properties.old_iri = rows_of.p
  LEFT JOIN concepts_renamed AS objects ON objects.old_iri = rows_of.o
  WHERE rows_of.side = 'old'
),
new_rows AS (
  SELECT side, s, p, o, g, component FROM concepts_differing WHERE side = 'new'
)
SELECT side, s, p, o, g, component
FROM renamed_rows
ANTI JOIN new_rows USING (s, p, o, g)
UNION ALL
SELECT side, s, p, o, g, component
FROM new_rows
ANTI JOIN renamed_rows USING (s, p, o, g)
