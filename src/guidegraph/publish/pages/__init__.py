"""The kinds of pages, one to a file; each binds `pages`, from a shelf to the pages of that kind."""
