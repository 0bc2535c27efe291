-- The top concepts with a broader one.
SELECT iri FROM check_tops WHERE iri IN (SELECT child FROM check_above)
