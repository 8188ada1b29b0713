# SPDX-License-Identifier: Apache-2.0
"""What `rolefit record` costs a request, beside `kubectl proxy` alone."""

import json
import os
import re
import statistics
import subprocess

COUNT = 2_000
ROUNDS = 5

# Sends requests by one connection; prints the seconds that they took.
CLIENT = """
import http.client, sys, time
host, prefix, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
connection = http.client.HTTPConnection(host, timeout=60)
def ask():
    connection.request("GET", prefix + "/api/v1/namespaces/default/configmaps")
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 200, answer.status
for _ in range(50): ask()
start = time.perf_counter()
for _ in range(count): ask()
print(time.perf_counter() - start)
"""

RECORDED = """
import json, os, subprocess, sys
with open(os.environ["KUBECONFIG"]) as file:
    url = json.load(file)["clusters"][0]["cluster"]["server"]
host, secret = url[len("http://"):].split("/")
subprocess.run([sys.executable, "-c", sys.argv[1], host, "/" + secret, sys.argv[2]], check=True)
"""


def measure(tools):
    """Wall time of requests one after the other, in turns; each way the median of its rounds.

    Both have a kubectl proxy before a real API server; the recorded way has rolefit before it.
    """
    assets = os.environ.get("KUBEBUILDER_ASSETS", str(tools.root / ".tools" / "envtest"))
    if not os.access(os.path.join(assets, "kube-apiserver"), os.X_OK):
        return []
    path = f"{tools.root / '.tools' / 'kubectl'}:{os.environ['PATH']}"
    environment = dict(os.environ, KUBEBUILDER_ASSETS=assets, PATH=path)
    server = subprocess.Popen(
        [tools.root / "scripts" / "api-server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True, env=environment)
    try:
        environment["KUBECONFIG"] = json.loads(server.stdout.readline())["kubeconfig"]
        plain, recorded = [], []
        for _ in range(ROUNDS):
            plain.append(proxied(environment))
            recorded.append(through(tools, environment))
    finally:
        server.stdin.close()
        server.wait()
    best, least = statistics.median(recorded), statistics.median(plain)
    return [{
        "name": f"record, {COUNT:,} requests", "figure": best, "unit": "s",
        "against": "kubectl proxy", "ratio": best / least, "better": "lower", "bar": 1.1}]


def proxied(environment):
    proxy = subprocess.Popen(
        ["kubectl", "proxy", "--port=0"], stdout=subprocess.PIPE, text=True, env=environment)
    try:
        port = re.search(r":(\d+)", proxy.stdout.readline())[1]
        return float(subprocess.run(
            ["python3", "-c", CLIENT, f"127.0.0.1:{port}", "", str(COUNT)], check=True,
            capture_output=True, text=True).stdout)
    finally:
        proxy.kill()
        proxy.wait()


def through(tools, environment):
    report = tools.folder / "recorded.txt"
    return float(subprocess.run(
        [tools.binary, "record", "--output-file", report, "--", "python3", "-c", RECORDED,
         CLIENT, str(COUNT)],
        check=True, capture_output=True, text=True, env=environment).stdout)
