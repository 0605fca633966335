"""The day ahead: forecast, simulation with the hall's own order, plan of the windows."""
