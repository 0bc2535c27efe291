"""The named queries, one to a file; the comment on top of each is its documentation."""
