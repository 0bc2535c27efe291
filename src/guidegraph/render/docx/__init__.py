"""Documents for those who work in Word."""
