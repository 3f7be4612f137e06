"""Holds the table of the digits story, as JSON, against the bars that the README promises."""

import json
import sys

with open(sys.argv[1]) as file:
    table = json.load(file)

exits = {row["section"]: row for row in table["exits"]}
hops = {(row["from"], row["to"]): row["bytesPerSample"] for row in table["hops"]}
checks = {
    "5,000 samples": table["samples"] == 5000,
    "answered or refused, each once": table["samples"] == table["answered"] + table["refused"],
    "none refused": table["refused"] == 0,
    "accuracy >= .985": table["accuracy"] >= 0.985,
    "gateway answers >= 75 %": exits["gateway"]["share"] >= 0.75,
    "edge to cloud >= 20x fewer bytes than raw": hops[("gateway", "cloud")] * 20 <= table["rawBytesPerSample"],
    "every answer equals the uncut model's": table["agreesWithUncut"] == table["answered"],
}
for name, held in checks.items():
    print(("ok      " if held else "FAILED  ") + name)
sys.exit(not all(checks.values()))
