"""The command by which whoever runs this Woodshed looks after accounts: `python -m practice_app.admin`."""
