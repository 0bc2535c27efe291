-- The literal forms of the preferred labels with an IRI of the wanted resources.
SELECT 'old' AS side, wanted.iri, links.p, forms.o
FROM concepts_wanted AS wanted
JOIN old_edition AS links ON links.s = wanted.old_iri
JOIN old_edition AS forms ON forms.s = links.o
WHERE links.p = '<http://www.w3.org/2008/05/skos-xl#prefLabel>' AND forms.p = '<http://www.w3.org/2008/05/skos-xl#literalForm>'
UNION ALL
SELECT 'new' AS side, wanted.iri, links.p, forms.o
FROM concepts_wanted AS wanted
JOIN new_edition AS links ON links.s = wanted.iri
JOIN new_edition AS forms ON forms.s = links.o
WHERE links.p = '<http://www.w3.org/2008/05/skos-xl#prefLabel>' AND forms.p = '<http://www.w3.org/2008/05/skos-xl#literalForm>'
