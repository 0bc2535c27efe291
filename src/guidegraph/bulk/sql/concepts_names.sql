-- The labels and notations of the wanted resources.
SELECT 'old' AS side, wanted.iri, rows_of.p, rows_of.o
FROM concepts_wanted AS wanted
JOIN old_edition AS rows_of ON rows_of.s = wanted.old_iri
WHERE rows_of.p IN (
  '<http://www.w3.org/2004/02/skos/core#prefLabel>', '<http://www.w3.org/2004/02/skos/core#notation>', '<http://www.w3.org/2000/01/rdf-schema#label>', '<http://www.w3.org/2008/05/skos-xl#literalForm>', '<http://purl.org/dc/terms/title>'
)
UNION ALL
SELECT 'new' AS side, wanted.iri, rows_of.p, rows_of.o
FROM concepts_wanted AS wanted
JOIN new_edition AS rows_of ON rows_of.s = wanted.iri
WHERE rows_of.p IN (
  '<http://www.w3.org/2004/02/skos/core#prefLabel>', '<http://www.w3.org/2004/02/skos/core#notation>', '<http://www.w3.org/2000/01/rdf-schema#label>', '<http://www.w3.org/2008/05/skos-xl#literalForm>', '<http://purl.org/dc/terms/title>'
)
