"""Layout profiles: how a family of documents is laid out, where the document does not say it."""
