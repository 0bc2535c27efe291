"""Tables for systems for teaching: Moodle's competency frameworks, Canvas's outcomes."""
