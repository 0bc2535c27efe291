"""
The reconciliation service: what a column of names means (OpenRefine; W3C Reconciliation API 0.2).
"""

from guidegraph.serve.reconcile.service import routes


__all__ = ["routes"]
