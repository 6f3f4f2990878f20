"""Snippets are read as text by the differential tests; pytest does not import them."""

collect_ignore_glob = ["*/snippets/*"]
