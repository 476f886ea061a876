"""Prints what MLflow's own client finds in an experiment, as one line of JSON."""

import json
import os
import sys
import tempfile

from mlflow.tracking import MlflowClient

client = MlflowClient(sys.argv[1])
experiment = client.get_experiment_by_name(sys.argv[2])
runs = []
for run in client.search_runs([experiment.experiment_id] if experiment else []):
    identifier = run.info.run_id
    metrics = {
        key: [[metric.step, str(metric.value), metric.timestamp] for metric in client.get_metric_history(identifier, key)]
        for key in run.data.metrics
    }
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        found = [""]
        while found:
            for item in client.list_artifacts(identifier, found.pop()):
                if item.is_dir:
                    found.append(item.path)
                else:
                    with open(client.download_artifacts(identifier, item.path, folder), "rb") as content:
                        files[item.path] = content.read().hex()
    runs.append(
        {
            "name": run.info.run_name,
            "id": identifier,
            "status": run.info.status,
            "start": run.info.start_time,
            "end": run.info.end_time,
            "parent": run.data.tags.get("mlflow.parentRunId"),
            "tags": run.data.tags,
            "parameters": run.data.params,
            "metrics": metrics,
            "files": files,
        }
    )
print(json.dumps(sorted(runs, key=lambda run: run["name"])))
