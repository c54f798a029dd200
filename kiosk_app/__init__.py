"""The application: use cases, ports, configuration, the processes and the command line."""
