"""The desks: everything a person sees, hears and touches. Qt is used here and nowhere else."""
