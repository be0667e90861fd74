"""The desk: an API for programs and pages for people over one record. ``dragoman serve`` opens it.

Nothing here is imported before it is asked for: FastAPI costs more than all the rest of the command line.
"""
