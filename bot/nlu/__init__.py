"""What runs inside Rasa: its components, its data importer."""
