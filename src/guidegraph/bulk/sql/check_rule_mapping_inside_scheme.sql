-- Concepts that are mapped to others of their scheme.
SELECT rows_of.s AS iri
FROM edition AS rows_of
JOIN check_in_schemes AS one ON one.iri = rows_of.s
JOIN check_in_schemes AS other ON other.iri = rows_of.o AND other.scheme = one.scheme
WHERE rows_of.s <> rows_of.o
  AND rows_of.p IN ('<http://www.w3.org/2004/02/skos/core#exactMatch>', '<http://www.w3.org/2004/02/skos/core#closeMatch>', '<http://www.w3.org/2004/02/skos/core#broadMatch>', '<http://www.w3.org/2004/02/skos/core#narrowMatch>', '<http://www.w3.org/2004/02/skos/core#relatedMatch>', '<http://www.w3.org/2004/02/skos/core#mappingRelation>')
