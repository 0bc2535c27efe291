-- Beginnings of the IRIs of removed concepts, and those of added concepts with the same end: how
-- many pairs there are, how many of these have labels, and how many have an equal label.
WITH gone AS (
  SELECT
    iri,
    regexp_extract(iri, '^<(.*[/#:])[^/#:]+[/#]?>$', 1) AS base,
    regexp_extract(iri, '^<.*[/#:]([^/#:]+[/#]?)>$', 1) AS local_name
  FROM concepts_known
  WHERE in_new = 0
),
come AS (
  SELECT
    iri,
    regexp_extract(iri, '^<(.*[/#:])[^/#:]+[/#]?>$', 1) AS base,
    regexp_extract(iri, '^<.*[/#:]([^/#:]+[/#]?)>$', 1) AS local_name
  FROM concepts_known
  WHERE in_old = 0
),
pairs AS (
  SELECT gone.iri AS old_iri, come.iri AS new_iri, gone.base AS old_base, come.base AS new_base
  FROM gone
  JOIN come ON gone.local_name = come.local_name
  WHERE gone.local_name <> ''
),
labels AS (
  SELECT side, s, o
  FROM concepts_differing
  WHERE p IN ('<http://www.w3.org/2004/02/skos/core#prefLabel>', '<http://www.w3.org/2000/01/rdf-schema#label>')
),
labelled AS (
  SELECT DISTINCT pairs.old_iri, pairs.new_iri
  FROM pairs
  JOIN labels ON labels.side = 'old' AND labels.s = pairs.old_iri
),
equal AS (
  SELECT DISTINCT pairs.old_iri, pairs.new_iri
  FROM pairs
  JOIN labels AS olds ON olds.side = 'old' AND olds.s = pairs.old_iri
  JOIN labels AS news ON news.side = 'new' AND news.s = pairs.new_iri AND news.o = olds.o
)
SELECT
  pairs.old_base,
  pairs.new_base,
  count(*) AS concepts,
  count(labelled.old_iri) AS labelled,
  count(equal.old_iri) AS equal_labels
FROM pairs
LEFT JOIN labelled ON labelled.old_iri = pairs.old_iri AND labelled.new_iri = pairs.new_iri
LEFT JOIN equal ON equal.old_iri = pairs.old_iri AND equal.new_iri = pairs.new_iri
GROUP BY pairs.old_base, pairs.new_base
ORDER BY concepts DESC, pairs.old_base, pairs.new_base
