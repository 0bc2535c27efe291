-- All collections.
SELECT iri FROM check_nodes WHERE is_collection = 1
