-- Whether there are preferred labels that are nodes of their own.
SELECT count(*) AS labels
FROM (
  SELECT p FROM old_edition WHERE p = '<http://www.w3.org/2008/05/skos-xl#prefLabel>'
  UNION ALL
  SELECT p FROM new_edition WHERE p = '<http://www.w3.org/2008/05/skos-xl#prefLabel>'
) AS found
