"""A small service that this project knows nothing of: it proves that adding one touches no room (docs/adding-a-service.md)."""
