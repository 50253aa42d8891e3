"""Starting the assistant's processes and keeping them up."""
