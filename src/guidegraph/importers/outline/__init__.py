"""Reading our authoring format: blocks, headings, inline marks, items."""
