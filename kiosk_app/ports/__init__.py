"""What the application needs from the machine, the database, the printer and the centre: types and protocols only.

The rooms that implement them (local_store, sync, printing) import this package and never each other.
"""
