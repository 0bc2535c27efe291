-- What is known to be above, and the next step.
SELECT iri FROM log_reached
UNION
SELECT edition.o AS iri
FROM edition
JOIN log_reached ON log_reached.iri = edition.s
WHERE edition.p = '<http://www.w3.org/2004/02/skos/core#broader>' AND substr(edition.o, 1, 1) = '<'
UNION
SELECT edition.s AS iri
FROM edition
JOIN log_reached ON log_reached.iri = edition.o
WHERE edition.p = '<http://www.w3.org/2004/02/skos/core#narrower>' AND substr(edition.s, 1, 1) = '<'
