"""The edits that turn one edition into another, and back."""
