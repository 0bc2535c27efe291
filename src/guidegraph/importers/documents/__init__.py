"""Reading documents with a layout: PDF, Word, OpenDocument, HTML, plain text."""
