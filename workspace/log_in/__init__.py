"""How accounts log in: by password, one-time code or single sign-on, and who makes the first."""
