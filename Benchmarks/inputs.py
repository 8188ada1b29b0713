# SPDX-License-Identifier: Apache-2.0
"""Makes what the benchmarks read. The same size gives the same bytes, everywhere."""

import json
import random

VERBS = ["get", "list", "watch", "create", "update", "patch", "delete"]
RESOURCES = [
    ("", "pods"), ("", "pods/log"), ("", "pods/exec"), ("", "services"), ("", "configmaps"),
    ("", "secrets"), ("", "events"), ("", "nodes"), ("", "serviceaccounts"),
    ("apps", "deployments"), ("apps", "deployments/scale"), ("apps", "statefulsets"),
    ("apps", "statefulsets/scale"), ("apps", "daemonsets"), ("apps", "replicasets"),
    ("batch", "jobs"), ("batch", "cronjobs"), ("networking.k8s.io", "ingresses"),
    ("networking.k8s.io", "networkpolicies"), ("autoscaling", "horizontalpodautoscalers"),
    ("rbac.authorization.k8s.io", "roles"), ("rbac.authorization.k8s.io", "rolebindings"),
    ("storage.k8s.io", "storageclasses"), ("policy", "poddisruptionbudgets"),
]
PATHS = ["/healthz", "/healthz/*", "/metrics", "/version", "/apis", "/apis/*", "/logs/*"]


def some(source, values, most):
    return source.sample(values, source.randint(1, min(most, len(values))))


def listed(key, values, indent="  "):
    lines = "".join(f'{indent}- {json.dumps(value)}\n' for value in values)
    return f"{indent}{key}:\n{lines}"


def rule(source, cluster):
    if cluster and source.random() < 0.05:
        body = listed("nonResourceURLs", some(source, PATHS, 2)) + listed("verbs", ["get"])
    else:
        picked = some(source, RESOURCES, 4)
        group = picked[0][0]
        body = listed("apiGroups", [group])
        body += listed("resources", [name for its, name in picked if its == group])
        if source.random() < 0.1:
            names = [f"object-{source.randrange(50)}" for _ in range(source.randint(1, 3))]
            body += listed("resourceNames", names)
        verbs = ["*"] if source.random() < 0.02 else some(source, VERBS, 4)
        body += listed("verbs", verbs)
    return "-" + body[1:]


def role(source, number, namespaces):
    cluster = number % 2 == 0
    kind = "ClusterRole" if cluster else "Role"
    namespace = "" if cluster else f"  namespace: {namespace_of(number, namespaces)}\n"
    rules = "".join(rule(source, cluster) for _ in range(source.randint(1, 5)))
    return (
        f"apiVersion: rbac.authorization.k8s.io/v1\nkind: {kind}\nmetadata:\n"
        f"  name: role-{number}\n{namespace}  labels:\n"
        f"    app.kubernetes.io/name: application-{number % 97}\n"
        f"    app.kubernetes.io/managed-by: Helm\nrules:\n{rules}")


def namespace_of(number, namespaces):
    return f"namespace-{number // 2 % namespaces}"


def subject(source, namespaces, accounts):
    kind = source.random()
    if kind < 0.8:
        number = source.randrange(accounts)
        return (f"- kind: ServiceAccount\n  name: account-{number}\n"
                f"  namespace: namespace-{number % namespaces}\n")
    name = f"user-{source.randrange(accounts)}" if kind < 0.9 else f"group-{source.randrange(100)}"
    return (f"- kind: {'User' if kind < 0.9 else 'Group'}\n"
            f"  apiGroup: rbac.authorization.k8s.io\n  name: {name}\n")


def binding(source, number, roles, namespaces, accounts):
    target = source.randrange(roles)
    named_role = target % 2 == 1
    cluster = not named_role and source.random() < 0.3
    namespace = namespace_of(target, namespaces) if named_role \
        else f"namespace-{source.randrange(namespaces)}"
    subjects = "".join(subject(source, namespaces, accounts) for _ in range(source.randint(1, 3)))
    return (
        f"apiVersion: rbac.authorization.k8s.io/v1\n"
        f"kind: {'ClusterRoleBinding' if cluster else 'RoleBinding'}\nmetadata:\n"
        f"  name: binding-{number}\n{'' if cluster else f'  namespace: {namespace}' + chr(10)}"
        f"roleRef:\n  apiGroup: rbac.authorization.k8s.io\n"
        f"  kind: {'Role' if named_role else 'ClusterRole'}\n  name: role-{target}\n"
        f"subjects:\n{subjects}")


def manifests(roles, bindings):
    """Yields documents: so many roles, half of them of the cluster, and so many bindings."""
    source = random.Random(f"manifests {roles} {bindings}")
    namespaces, accounts = sizes(roles)
    for number in range(roles):
        yield role(source, number, namespaces)
    for number in range(bindings):
        yield binding(source, number, roles, namespaces, accounts)


def sizes(roles):
    return max(roles // 50, 2), max(roles // 5, 2)


def write_manifests(path, roles, bindings):
    with open(path, "w", encoding="utf-8") as file:
        file.write("---\n".join(manifests(roles, bindings)))


def write_manifests_of_size(path, size):
    """Roles, at least `size` bytes of them and one document more at most."""
    source = random.Random("reading")
    written = number = 0
    with open(path, "w", encoding="utf-8") as file:
        while written < size:
            written += file.write(role(source, number, 100) + "---\n")
            number += 1


def workload(source, number):
    """A Deployment with a container, a ConfigMap, or a Service: what manifests mostly are."""
    name = f"application-{number}"
    head = (f"metadata:\n  name: {name}\n  namespace: namespace-{number % 50}\n"
            f"  labels:\n    app.kubernetes.io/name: {name}\n")
    if number % 3 == 0:
        data = "".join(f"  key-{place}: |\n    # no comment\n    value {source.random()}\n"
                       for place in range(source.randint(2, 12)))
        return f"apiVersion: v1\nkind: ConfigMap\n{head}data:\n{data}"
    if number % 3 == 1:
        return (f"apiVersion: v1\nkind: Service\n{head}spec:\n  selector:\n"
                f"    app.kubernetes.io/name: {name}\n  ports:\n  - name: http\n    port: 80\n")
    variables = "".join(f"        - name: VARIABLE_{place}\n          value: \"{place}\"\n"
                        for place in range(source.randint(2, 20)))
    return (f"apiVersion: apps/v1\nkind: Deployment\n{head}spec:\n  replicas: 2\n"
            f"  selector:\n    matchLabels:\n      app.kubernetes.io/name: {name}\n"
            f"  template:\n    metadata:\n      labels:\n"
            f"        app.kubernetes.io/name: {name}\n    spec:\n      containers:\n"
            f"      - name: main\n        image: registry.example/{name}:1.2.3\n        env:\n"
            f"{variables}")


def write_mixed_manifests(path, documents):
    """So many documents, one of twenty a role or a binding."""
    source = random.Random("mixed")
    with open(path, "w", encoding="utf-8") as file:
        for number in range(documents):
            if number % 40 == 0:
                text = role(source, number // 20, 100)
            elif number % 40 == 20:
                text = binding(source, number // 40, documents // 20, 100, 100)
            else:
                text = workload(source, number)
            file.write(text + "---\n")


def write_tiny_documents(path, documents):
    """So many documents of two lines each, none of them about RBAC."""
    with open(path, "w", encoding="utf-8") as file:
        for number in range(documents):
            file.write(f"apiVersion: v1\nkind: Thing{number % 10}\n---\n")


def write_requests(path, count, roles):
    """Access review specs, a line each, of the users and resources that manifests speak of."""
    source = random.Random(f"requests {count} {roles}")
    namespaces, accounts = sizes(roles)
    with open(path, "w", encoding="utf-8") as file:
        for _ in range(count):
            number = source.randrange(accounts)
            if source.random() < 0.85:
                own = f"namespace-{number % namespaces}"
                spec = {
                    "user": f"system:serviceaccount:{own}:account-{number}",
                    "groups": ["system:serviceaccounts", f"system:serviceaccounts:{own}",
                               "system:authenticated"],
                }
            else:
                spec = {"user": f"user-{number}",
                        "groups": [f"group-{source.randrange(100)}", "system:authenticated"]}
            if source.random() < 0.05:
                spec["nonResourceAttributes"] = {
                    "path": source.choice(PATHS).replace("*", "part"), "verb": "get"}
            else:
                group, resource = source.choice(RESOURCES)
                resource, _, subresource = resource.partition("/")
                attributes = {"verb": source.choice(VERBS), "group": group, "resource": resource,
                              "namespace": f"namespace-{source.randrange(namespaces)}"}
                if subresource:
                    attributes["subresource"] = subresource
                if source.random() < 0.5:
                    attributes["name"] = f"object-{source.randrange(50)}"
                spec["resourceAttributes"] = attributes
            file.write(json.dumps(spec, separators=(",", ":")) + "\n")
