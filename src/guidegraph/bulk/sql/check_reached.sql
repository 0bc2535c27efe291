-- What is known to be above, also by a mapping, and the next step.
WITH steps AS (
  SELECT child, parent FROM check_above
  UNION ALL
  SELECT s AS child, o AS parent FROM edition WHERE p = '<http://www.w3.org/2004/02/skos/core#broadMatch>'
  UNION ALL
  SELECT o AS child, s AS parent FROM edition WHERE p = '<http://www.w3.org/2004/02/skos/core#narrowMatch>'
)
SELECT iri FROM check_reached
UNION
SELECT steps.parent AS iri
FROM steps
JOIN check_reached ON check_reached.iri = steps.child
WHERE NOT starts_with(steps.parent, '"')
