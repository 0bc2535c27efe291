"""Results as Markdown: what the format for pull requests is put together from."""
