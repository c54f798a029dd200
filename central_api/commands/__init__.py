"""The commands of `central-api`, by what they are about. `central_api/cli.py` puts them together."""
