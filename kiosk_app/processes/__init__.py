"""The processes of a kiosk: the supervisor, the agent it keeps alive, and the windows that end with their session."""
