"""What the application does, one use case a module. Everything arrives by constructor."""
