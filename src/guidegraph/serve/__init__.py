"""Serve a library over HTTP."""
