"""One module for each revision of the schema, in order. There is no way back: a later schema is refused, not undone."""
