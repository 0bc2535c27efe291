"""The proof that an edition lost nothing: every word of its source is accounted for."""
