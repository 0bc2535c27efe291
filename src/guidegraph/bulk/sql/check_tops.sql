-- The top concepts of each scheme.
SELECT s AS iri, o AS scheme
FROM edition
WHERE p = '<http://www.w3.org/2004/02/skos/core#topConceptOf>'
UNION
SELECT o AS iri, s AS scheme
FROM edition
WHERE p = '<http://www.w3.org/2004/02/skos/core#hasTopConcept>'
