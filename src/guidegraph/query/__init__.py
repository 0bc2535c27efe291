"""Ask an edition, or a library of them: SPARQL, words, and how items hang together."""
