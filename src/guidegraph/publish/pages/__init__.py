"""The kinds of pages, one to a file; each binds `pages`, from the index of a site to its pages."""
