-- What is marked as deprecated.
SELECT DISTINCT s AS iri
FROM edition
WHERE p = '<http://www.w3.org/2002/07/owl#deprecated>' AND (starts_with(o, '"true"') OR starts_with(o, '"1"'))
