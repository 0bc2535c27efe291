-- Concepts without a broader one that are not top concepts of a scheme that has some.
SELECT places.iri
FROM check_in_schemes AS places
LEFT JOIN check_tops AS tops ON tops.iri = places.iri AND tops.scheme = places.scheme
WHERE tops.iri IS NULL
  AND places.scheme IN (SELECT scheme FROM check_tops)
  AND places.iri IN (SELECT iri FROM check_nodes WHERE is_concept = 1)
  AND places.iri NOT IN (SELECT child FROM check_above)
  AND places.iri NOT IN (SELECT iri FROM check_deprecated)
