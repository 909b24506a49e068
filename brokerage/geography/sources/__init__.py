"""Files of unit postcodes as others publish them, each row read into the same few facts."""
