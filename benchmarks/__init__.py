"""Measures Meridian beside Rasa's own default pipeline, trained on the same data, in the same run."""
