-- The labels and notes with an IRI among the stray subjects, and the concept that has each.
WITH links AS (
  SELECT coalesce(renamed.new_iri, s) AS s, p, o
  FROM old_edition
  LEFT JOIN concepts_renamed AS renamed ON renamed.old_iri = s
  WHERE substr(o, 1, 1) = '<' AND p IN (
    '<http://www.w3.org/2008/05/skos-xl#prefLabel>', '<http://www.w3.org/2008/05/skos-xl#altLabel>', '<http://www.w3.org/2008/05/skos-xl#hiddenLabel>', '<http://www.w3.org/2004/02/skos/core#note>', '<http://www.w3.org/2004/02/skos/core#definition>',
    '<http://www.w3.org/2004/02/skos/core#scopeNote>', '<http://www.w3.org/2004/02/skos/core#example>', '<http://www.w3.org/2004/02/skos/core#historyNote>', '<http://www.w3.org/2004/02/skos/core#editorialNote>',
    '<http://www.w3.org/2004/02/skos/core#changeNote>'
  )
  UNION ALL
  SELECT s, p, o
  FROM new_edition
  WHERE substr(o, 1, 1) = '<' AND p IN (
    '<http://www.w3.org/2008/05/skos-xl#prefLabel>', '<http://www.w3.org/2008/05/skos-xl#altLabel>', '<http://www.w3.org/2008/05/skos-xl#hiddenLabel>', '<http://www.w3.org/2004/02/skos/core#note>', '<http://www.w3.org/2004/02/skos/core#definition>',
    '<http://www.w3.org/2004/02/skos/core#scopeNote>', '<http://www.w3.org/2004/02/skos/core#example>', '<http://www.w3.org/2004/02/skos/core#historyNote>', '<http://www.w3.org/2004/02/skos/core#editorialNote>',
    '<http://www.w3.org/2004/02/skos/core#changeNote>'
  )
),
ranked_links AS (
  SELECT
    coalesce(renamed.new_iri, links.o) AS iri,
    links.s AS owner,
    links.p AS via,
    row_number() OVER (
      PARTITION BY coalesce(renamed.new_iri, links.o) ORDER BY links.s, links.p
    ) AS place
  FROM links
  LEFT JOIN concepts_renamed AS renamed ON renamed.old_iri = links.o
  WHERE coalesce(renamed.new_iri, links.o) IN (SELECT iri FROM concepts_strays)
    AND links.s IN (SELECT iri FROM concepts_subjects)
)
SELECT iri, owner, via FROM ranked_links WHERE place = 1
