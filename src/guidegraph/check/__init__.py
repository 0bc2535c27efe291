"""Find what is inconsistent, in editions and in vocabularies."""
