"""Staff: who they are, what waits for them, and what they decide. The same for whoever comes over HTTP or at the command line."""
