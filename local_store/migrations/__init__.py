"""The migrations of the local database. Each revision is frozen once released: a change is a new revision."""
