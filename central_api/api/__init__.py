"""The HTTP side: what the contract says of paths, bodies, statuses and problems, and nothing of what they mean."""
