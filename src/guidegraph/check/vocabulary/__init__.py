"""SKOS vocabularies: read as a stream, stored as numbers, queried by the rules."""
