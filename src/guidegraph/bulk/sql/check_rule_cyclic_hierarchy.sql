-- What is left of the hierarchy when all that is in no cycle was taken away from its ends.
SELECT child AS iri FROM check_steps
