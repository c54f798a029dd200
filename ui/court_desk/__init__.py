"""The pages of a court desk: paper that is keyed, and its batches."""
