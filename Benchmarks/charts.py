# SPDX-License-Identifier: Apache-2.0
"""A chart that is not rolefit's, for the benchmark of the matrix."""

import pathlib

RESOURCES = ["pods", "configmaps", "services", "secrets", "endpoints", "events", "nodes",
             "namespaces"]


def write_chart(folder: pathlib.Path, switches: int):
    """Writes a chart with so many switches of actions, each with a rule of its own."""
    names = RESOURCES[:switches]
    (folder / "templates").mkdir(parents=True, exist_ok=True)
    (folder / "files").mkdir(exist_ok=True)
    write(folder / "Chart.yaml", "apiVersion: v2\nname: ferry\nversion: 1.0.0\n")
    write(folder / "values.yaml",
          "replicas: 1\nactions:\n" + "".join(f"  {name}: false\n" for name in names))
    rules = "".join(
        f"  {{{{- if .Values.actions.{name} }}}}\n"
        f'  - apiGroups: [""]\n    resources: [{name}]\n    verbs: [delete]\n  {{{{- end }}}}\n'
        for name in names)
    write(folder / "templates/role.yaml", f"""apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: {{{{ .Values.name | default "ferry" }}}}
rules:
{rules}""")
    write(folder / "templates/binding.yaml", """apiVersion: v1
kind: ServiceAccount
metadata:
  name: ferry
  namespace: ferry
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: ferry
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: ferry
subjects:
  - kind: ServiceAccount
    name: ferry
    namespace: ferry
""")
    write(folder / "templates/deployment.yaml", """apiVersion: apps/v1
kind: Deployment
metadata:
  name: ferry
  namespace: ferry
spec:
  replicas: {{ .Values.replicas }}
  selector:
    matchLabels:
      app: ferry
  template:
    metadata:
      labels:
        app: ferry
    spec:
      serviceAccountName: ferry
      containers:
        - name: ferry
          image: registry.example/ferry:1.0.0
""")
    actions = "".join(
        f"  - id: delete:{name}\n    title: Delete {name}\n    access: destructive\n    steps:\n"
        f"      - why: delete it\n"
        f'        request: {{verb: delete, apiGroup: "", resource: {name}}}\n'
        for name in names)
    toggles = "".join(
        f"      actions.{name}: {{default: false, actions: [delete:{name}]}}\n" for name in names)
    write(folder / "files/rolefit.yaml", f"""schemaVersion: 1
version: 1.0.0
agent:
  name: ferry
  title: Ferry agent
  newest: 1.0.0
  namespace: ferry
kinds: {{}}
actions:
{actions}dialects:
  - name: ferry
    title: Helm chart ferry
    newest: 1.0.0
    marks: [actions]
    switches:
{toggles}""")


def write(path, text):
    path.write_text(text)
