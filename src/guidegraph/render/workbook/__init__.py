"""A diff as a workbook that people decide in: changes, a summary, and all clauses."""
