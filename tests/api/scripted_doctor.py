"""A fake at the port between service and doctor: prints the report that its one argument asks for."""

import json
import sys

if sys.argv[1] == "crashes":
    sys.exit("no report")
HOLDS = sys.argv[1] == "holds"
FINDING = {"id": "network", "title": "No sockets", "holds": HOLDS, "detail": "scripted", "remedy": "a newer kernel"}
sys.stdout.write(json.dumps({"holds": HOLDS, "findings": [FINDING]}))
sys.exit(0 if HOLDS else 1)
