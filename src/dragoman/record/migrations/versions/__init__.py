"""One module a step, named by its revision; a step is never changed once it is released."""
