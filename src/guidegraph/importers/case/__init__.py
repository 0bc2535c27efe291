"""Packages of CASE (Competencies and Academic Standards Exchange)."""
