-- Related concepts that are below the same one.
WITH pairs AS (
  SELECT rows_of.s, rows_of.o
  FROM edition AS rows_of
  JOIN check_above AS one ON one.child = rows_of.s
  JOIN check_above AS other ON other.child = rows_of.o AND other.parent = one.parent
  WHERE rows_of.p = '<http://www.w3.org/2004/02/skos/core#related>' AND rows_of.s <> rows_of.o
)
SELECT s AS iri FROM pairs
UNION
SELECT o AS iri FROM pairs
