-- What the rows of the suspects name.
SELECT iri FROM check_suspects
UNION
SELECT o AS iri FROM check_own WHERE substr(o, 1, 1) IN ('<', '_')
UNION
SELECT s AS iri FROM check_own
UNION
SELECT iri FROM check_nodes WHERE is_scheme = 1
