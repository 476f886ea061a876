"""Environments in processes of their own: the side that steps them and the side that asks."""
