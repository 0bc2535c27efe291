-- The resources that the rows of the wanted concepts name, and what is above these.
SELECT iri FROM log_reached
UNION
SELECT o AS iri FROM log_rows WHERE substr(o, 1, 1) = '<' AND p <> '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>'
UNION
SELECT s AS iri FROM log_rows WHERE substr(s, 1, 1) = '<'
