"""The public desk: one person, one session, from the start screen to a receipt. Generic over the installed services."""
