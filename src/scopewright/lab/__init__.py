"""The lab: CSV intake, audit, baselines and error analysis; plain tables in, plain results out (floor 1)."""
