"""Looking at roles before and after they are published, and every change of a live one."""
