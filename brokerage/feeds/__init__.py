"""What leaves the site for other places: a page to link to, a list to embed, calendars, posters."""
