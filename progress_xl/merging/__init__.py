"""From submissions to master rows: matching tasks, choosing versions, joining the parts of shared tasks. Pure."""
