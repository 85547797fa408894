"""One module per stage of the pipeline: functions of a session, what to do, and the time."""
