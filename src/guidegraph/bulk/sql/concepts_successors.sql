-- What the editions state to replace a concept that was removed, or that is deprecated in the new
-- edition, and whether that was there before: `isReplacedBy`, `replaces`, or an exact match within
-- the new edition.
WITH ended AS (
  SELECT iri
  FROM concepts_known
  WHERE in_new = 0 AND iri NOT IN (SELECT old_iri FROM concepts_renamed)
  UNION
  SELECT owner AS iri
  FROM concepts_owned
  WHERE side = 'new'
    AND owner IS NOT NULL
    AND (
      p IN ('<http://www.w3.org/2002/07/owl#deprecated>', '<http://purl.org/dc/terms/isReplacedBy>', '<http://purl.obolibrary.org/obo/IAO_0100001>')
      OR o IN ('<http://www.w3.org/2002/07/owl#DeprecatedClass>', '<http://www.w3.org/2002/07/owl#DeprecatedProperty>')
      OR p LIKE '%status>'
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
  SELECT s AS iri, coalesce(renamed.new_iri, o) AS other, p
  FROM old_edition
  LEFT JOIN concepts_renamed AS renamed ON renamed.old_iri = o
  WHERE p IN ('<http://purl.org/dc/terms/isReplacedBy>', '<http://purl.obolibrary.org/obo/IAO_0100001>')
)
SELECT DISTINCT
  stated.iri,
  stated.other,
  CASE WHEN known.in_old = 1 OR renamed.new_iri IS NOT NULL THEN 1 ELSE 0 END AS in_old,
  CASE WHEN stated.p = '<http://www.w3.org/2004/02/skos/core#exactMatch>' THEN 1 ELSE 0 END AS matched
FROM stated
JOIN ended ON ended.iri = stated.iri
LEFT JOIN concepts_known AS known ON known.iri = stated.other
LEFT JOIN concepts_renamed AS renamed ON renamed.new_iri = stated.other
WHERE substr(stated.other, 1, 1) = '<'
  AND (stated.p <> '<http://www.w3.org/2004/02/skos/core#exactMatch>' OR known.in_new = 1)
