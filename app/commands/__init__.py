"""What the `vetting` command can do: one module for each group of acts."""
