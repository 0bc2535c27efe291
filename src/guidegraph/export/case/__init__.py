"""Editions as packages of CASE 1.1, and the rules that such packages follow."""
