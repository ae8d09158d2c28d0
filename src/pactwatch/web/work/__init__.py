"""The work of those who have an account: complaints, texts and tables taken in, drafts, events joined and parted, grades."""
