-- What has one label in several roles.
SELECT s AS iri FROM check_labels GROUP BY s, o HAVING count(*) > 1
