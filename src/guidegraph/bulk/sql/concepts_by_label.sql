-- Pairs of concepts without a counterpart that have an equal preferred label, to the letter and in
-- the same language; where several have it, those that are below the same concept, too. A pair
-- counts if neither concept has another such counterpart.
WITH labels AS (
  SELECT rows_of.side, rows_of.s AS iri, rows_of.o AS label
  FROM concepts_differing AS rows_of
  JOIN concepts_open AS opened ON opened.side = rows_of.side AND opened.iri = rows_of.s
  WHERE rows_of.p IN ('<http://www.w3.org/2004/02/skos/core#prefLabel>', '<http://www.w3.org/2000/01/rdf-schema#label>')
  UNION
  SELECT links.side, links.s AS iri, forms.o AS label
  FROM concepts_differing AS links
  JOIN concepts_open AS opened ON opened.side = links.side AND opened.iri = links.s
  JOIN concepts_differing AS forms ON forms.side = links.side AND forms.s = links.o
  WHERE links.p = '<http://www.w3.org/2008/05/skos-xl#prefLabel>' AND forms.p = '<http://www.w3.org/2008/05/skos-xl#literalForm>'
),
above AS (
  SELECT DISTINCT rows_of.side, rows_of.s AS iri, coalesce(renamed.new_iri, rows_of.o) AS broader
  FROM concepts_differing AS rows_of
  LEFT JOIN concepts_by_namespace AS renamed
    ON rows_of.side = 'old' AND renamed.old_iri = rows_of.o
  WHERE rows_of.p IN ('<http://www.w3.org/2004/02/skos/core#broader>', '<http://www.w3.org/2000/01/rdf-schema#subClassOf>')
),
candidates AS (
  SELECT DISTINCT olds.iri AS old_iri, news.iri AS new_iri
  FROM labels AS olds
  JOIN labels AS news ON news.side = 'new' AND news.label = olds.label
  WHERE olds.side = 'old'
),
placed AS (
  SELECT DISTINCT candidates.old_iri, candidates.new_iri
  FROM candidates
  JOIN above AS olds ON olds.side = 'old' AND olds.iri = candidates.old_iri
  JOIN above AS news
    ON news.side = 'new' AND news.iri = candidates.new_iri AND news.broader = olds.broader
),
counted_placed AS (
  SELECT
    old_iri,
    new_iri,
    count(*) OVER (PARTITION BY old_iri) AS of_old,
    count(*) OVER (PARTITION BY new_iri) AS of_new
  FROM placed
),
strong AS (
  SELECT old_iri, new_iri FROM counted_placed WHERE of_old = 1 AND of_new = 1
),
counted AS (
  SELECT
    old_iri,
    new_iri,
    count(*) OVER (PARTITION BY old_iri) AS of_old,
    count(*) OVER (PARTITION BY new_iri) AS of_new
  FROM candidates
)
SELECT old_iri, new_iri FROM strong
UNION
SELECT old_iri, new_iri
FROM counted
WHERE of_old = 1
  AND of_new = 1
  AND old_iri NOT IN (SELECT old_iri FROM strong)
  AND new_iri NOT IN (SELECT new_iri FROM strong)
