"""Making strings comparable: names, dates, countries and identifiers."""
