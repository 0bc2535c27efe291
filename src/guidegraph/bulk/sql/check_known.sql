-- What the near resources are, and whether they are described.
SELECT
  check_near.iri,
  coalesce(check_nodes.is_concept, 0) AS is_concept,
  coalesce(check_nodes.is_scheme, 0) AS is_scheme,
  coalesce(check_nodes.is_collection, 0) AS is_collection,
  CASE WHEN check_near.iri IN (SELECT s FROM edition) THEN 1 ELSE 0 END AS is_described
FROM check_near
LEFT JOIN check_nodes ON check_nodes.iri = check_near.iri
