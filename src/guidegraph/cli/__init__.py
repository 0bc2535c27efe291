"""The command line: it parses, calls the api, renders, exits."""
