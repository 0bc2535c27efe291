-- All schemes.
SELECT iri FROM check_nodes WHERE is_scheme = 1
