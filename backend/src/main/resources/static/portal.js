// Shows what the pages can do without: a button that shows the password, and forms that go only once.
