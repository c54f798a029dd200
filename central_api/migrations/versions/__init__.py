"""One module for each revision of the schema, in order. A later schema than the newest here is refused."""
