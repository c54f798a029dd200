"""What several services share: people, addresses, dates, working days, references, phone numbers."""
