"""What instruments detect, held against what they detect there in any year: NASA FIRMS."""

from pactwatch.sensors.baseline import Anomaly, Baseline, anomalies
from pactwatch.sensors.firms import SOURCE, Detection, detections, sensor_claims

__all__ = ["SOURCE", "Anomaly", "Baseline", "Detection", "anomalies", "detections", "sensor_claims"]
