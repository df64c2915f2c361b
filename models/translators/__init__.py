"""One module an engine; the table that names them is `models.registry`."""
