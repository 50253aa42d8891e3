"""Measurements that run in Rasa's environment."""
