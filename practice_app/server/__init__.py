"""What stands between the network and the app: headers, origins, logs, media."""
