"""The figures of one month or quarter as a package, with all that is needed to read them."""
