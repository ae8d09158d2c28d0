"""Measures against gold that others have made, one file each. Their data is public and lies in the shared folder."""
