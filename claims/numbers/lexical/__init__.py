"""A text as the number engine reads it, and the words of a language that it looks up there."""
