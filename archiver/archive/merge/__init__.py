"""Several archives become one."""
