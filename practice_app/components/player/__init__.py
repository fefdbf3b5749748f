"""What plays a recording, sound or film, wherever one is played."""
