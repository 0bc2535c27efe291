"""The desk: a page on an editor's own machine, to decide about the changes between editions."""
