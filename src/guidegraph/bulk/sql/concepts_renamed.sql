-- All IRIs of the old edition with another form in the new one, and what shows it.
SELECT old_iri, new_iri, way FROM concepts_by_namespace
UNION ALL
SELECT old_iri, new_iri, way FROM concepts_aligned
