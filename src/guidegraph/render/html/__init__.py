"""Results as pages of HTML: views, and the templates they are put into."""
