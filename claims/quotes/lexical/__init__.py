"""The words by which speech is reported, as a language's data hold them, and a sentence cut into them."""
