"""The helper desk: staff who fill in a service for somebody else."""
