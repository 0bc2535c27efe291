"""Results as readable text, and as JSON for programs."""
