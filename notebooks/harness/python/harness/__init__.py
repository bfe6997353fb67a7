"""Runs notebook examples without a network and records every request that they make."""
