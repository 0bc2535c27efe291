-- The words of the concepts without a counterpart, and what they are below.
SELECT opened.side, opened.iri, rows_of.p, rows_of.o
FROM concepts_open AS opened
JOIN concepts_differing AS rows_of ON rows_of.side = opened.side AND rows_of.s = opened.iri
WHERE rows_of.p IN (
  '<http://www.w3.org/2004/02/skos/core#prefLabel>', '<http://www.w3.org/2004/02/skos/core#altLabel>', '<http://www.w3.org/2004/02/skos/core#hiddenLabel>', '<http://www.w3.org/2004/02/skos/core#definition>', '<http://www.w3.org/2004/02/skos/core#scopeNote>',
  '<http://www.w3.org/2004/02/skos/core#notation>', '<http://www.w3.org/2004/02/skos/core#broader>', '<http://www.w3.org/2000/01/rdf-schema#label>', '<http://www.w3.org/2000/01/rdf-schema#comment>', '<http://www.w3.org/2000/01/rdf-schema#subClassOf>'
)
UNION ALL
SELECT opened.side, opened.iri, links.p, forms.o
FROM concepts_open AS opened
JOIN concepts_differing AS links ON links.side = opened.side AND links.s = opened.iri
JOIN concepts_differing AS forms ON forms.side = opened.side AND forms.s = links.o
WHERE links.p IN ('<http://www.w3.org/2008/05/skos-xl#prefLabel>', '<http://www.w3.org/2008/05/skos-xl#altLabel>') AND forms.p = '<http://www.w3.org/2008/05/skos-xl#literalForm>'
ORDER BY 1, 2, 3, 4
