"""A fake at the port between service and doctor: prints the report that its one argument asks for."""

import json
import sys

if sys.argv[1] == "crashes":
    sys.exit("no report")
HOLDS = sys.argv[1] == "holds"
FINDING = {"id": "network", "title": "No sockets", "holds": HOLDS, "detail": "scripted", "remedy": "a newer kernel"}
LAYERS = [
    {"id": f"layer_{name}", "title": name, "holds": True, "detail": state}
    for name, state in (("landlock_abi", "7"), ("view", "on"), ("own_uid", "off"))
]
sys.stdout.write(json.dumps({"holds": HOLDS, "findings": [*LAYERS, FINDING]}))
sys.exit(0 if HOLDS else 1)
