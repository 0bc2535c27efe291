-- How many removed and added concepts have no counterpart under another name yet.
SELECT
  count(CASE WHEN side = 'old' THEN 1 END) AS removed,
  count(CASE WHEN side = 'new' THEN 1 END) AS added
FROM concepts_open
