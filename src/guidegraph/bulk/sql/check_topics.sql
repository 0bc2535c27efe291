-- How many resources each topic has, and the first by name.
SELECT
  topic,
  count(DISTINCT iri) AS found,
  min(CASE WHEN substr(iri, 1, 1) = '_' THEN iri END) AS first_blank,
  min(CASE WHEN substr(iri, 1, 1) = '<' THEN substr(iri, 2, length(iri) - 2) END) AS first_iri
FROM check_shared
GROUP BY topic
ORDER BY topic
