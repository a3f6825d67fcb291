"""The sign-off sheet: what an editor reads, prints and signs. `content` is what it says, `html` writes it."""
