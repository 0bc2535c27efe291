-- The collections that are something else, too.
SELECT iri FROM check_nodes WHERE is_collection = 1 AND is_concept + is_scheme > 0
