-- The successors of concepts, in order.
SELECT iri, other, max(in_old) AS in_old, min(matched) AS matched
FROM concepts_successors
GROUP BY iri, other
ORDER BY iri, other
