"""Several nodes on PostgreSQL and Redis: what crossing costs, how soon a revocation holds everywhere, what a node adds."""
