"""A round: the folder of one period, rolled up into its master and ledger."""

from progress_xl.rounds.running import Rollup, rollup

__all__ = ["Rollup", "rollup"]
