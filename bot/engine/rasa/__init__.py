"""What of ours runs inside the Rasa server beside its components."""
