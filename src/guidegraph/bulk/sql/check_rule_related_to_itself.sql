-- What has a relation to itself.
SELECT s AS iri
FROM edition
WHERE s = o AND p IN (
    '<http://www.w3.org/2004/02/skos/core#broader>', '<http://www.w3.org/2004/02/skos/core#broaderTransitive>', '<http://www.w3.org/2004/02/skos/core#narrower>', '<http://www.w3.org/2004/02/skos/core#narrowerTransitive>', '<http://www.w3.org/2004/02/skos/core#related>',
    '<http://www.w3.org/2004/02/skos/core#exactMatch>', '<http://www.w3.org/2004/02/skos/core#closeMatch>', '<http://www.w3.org/2004/02/skos/core#broadMatch>', '<http://www.w3.org/2004/02/skos/core#narrowMatch>', '<http://www.w3.org/2004/02/skos/core#relatedMatch>', '<http://www.w3.org/2004/02/skos/core#mappingRelation>'
)
