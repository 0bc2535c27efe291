-- What the editions state to replace a concept that was removed, or that is deprecated in the new
-- edition, and whether that was there before: `isReplacedBy`, `replaces`, or an exact match within
-- the new edition.
WITH ended AS (
  SELECT iri
  FROM concepts_subjects
  WHERE in_new = 0
  UNION
  SELECT owner AS iri
  FROM concepts_owned
  WHERE side = 'new'
    AND owner IS NOT NULL
    AND (
      p IN ('<http://www.w3.org/2002/07/owl#deprecated>', '<http://purl.org/dc/terms/isReplacedBy>', '<http://purl.obolibrary.org/obo/IAO_0100001>')
      OR o IN ('<http://www.w3.org/2002/07/owl#DeprecatedClass>', '<http://www.w3.org/2002/07/owl#DeprecatedProperty>')
      OR ends_with(p, 'status>')
    )
  UNION
  SELECT o AS iri
  FROM concepts_owned
  WHERE side = 'new' AND p = '<http://purl.org/dc/terms/replaces>'
),
stated AS (
  SELECT s AS iri, o AS other, p
  FROM new_edition
  WHERE p IN ('<http://purl.org/dc/terms/isReplacedBy>', '<http://purl.obolibrary.org/obo/IAO_0100001>', '<http://www.w3.org/2004/02/skos/core#exactMatch>')
  UNION ALL
  SELECT o AS iri, s AS other, p
  FROM new_edition
  WHERE p IN ('<http://purl.org/dc/terms/replaces>', '<http://www.w3.org/2004/02/skos/core#exactMatch>')
  UNION ALL
  SELECT coalesce(subjects.new_iri, s) AS iri, coalesce(objects.new_iri, o) AS other, p
  FROM old_edition
  LEFT JOIN concepts_renamed AS subjects ON subjects.old_iri = s
  LEFT JOIN concepts_renamed AS objects ON objects.old_iri = o
  WHERE p IN ('<http://purl.org/dc/terms/isReplacedBy>', '<http://purl.obolibrary.org/obo/IAO_0100001>')
)
SELECT DISTINCT
  stated.iri,
  stated.other,
  coalesce(known.in_old, 0) AS in_old,
  CASE WHEN stated.p = '<http://www.w3.org/2004/02/skos/core#exactMatch>' THEN 1 ELSE 0 END AS matched
FROM stated
JOIN ended ON ended.iri = stated.iri
LEFT JOIN concepts_subjects AS known ON known.iri = stated.other
WHERE substr(stated.other, 1, 1) = '<'
  AND (stated.p <> '<http://www.w3.org/2004/02/skos/core#exactMatch>' OR known.in_new = 1)
