-- The steps that can be part of a cycle: below and above them there are others.
SELECT child, parent
FROM check_steps
WHERE child <> parent
  AND parent IN (SELECT child FROM check_steps WHERE child <> parent)
  AND child IN (SELECT parent FROM check_steps WHERE child <> parent)
