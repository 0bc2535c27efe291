-- The removed and the added concepts that have no counterpart under another name yet.
SELECT iri, 'old' AS side
FROM concepts_known
WHERE in_new = 0 AND iri NOT IN (SELECT old_iri FROM concepts_by_namespace)
UNION ALL
SELECT iri, 'new' AS side
FROM concepts_known
WHERE in_old = 0 AND iri NOT IN (SELECT new_iri FROM concepts_by_namespace)
