"""
What a site needs around its pages: rules for the servers that hand it out, maps for those that
search it.
"""
