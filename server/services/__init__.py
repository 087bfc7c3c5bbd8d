"""What people do, one file per kind of deed; each deed is one transaction: check, write, keep the history, tell the others."""
