-- The schemes that are concepts.
SELECT iri FROM check_nodes WHERE is_scheme = 1 AND is_concept = 1
