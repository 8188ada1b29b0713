# SPDX-License-Identifier: Apache-2.0
"""Inputs that grow in one dimension each: `write(path, size)`."""

import json

import inputs

RBAC = "rbac.authorization.k8s.io"
ACCOUNT = {"kind": "ServiceAccount", "name": "k8s-watcher", "namespace": "komodor"}


def documents(path, count):
    """Roles and bindings of the usual kind, and the agent's own."""
    inputs.write_manifests(path, count // 2, count // 2)
    append(path, agent(usual()))


def list_items(path, count):
    """One document: a List of roles and bindings."""
    write(path, [{"apiVersion": "v1", "kind": "List", "items": roles_and_bindings(count)}])


def items_on_one_line(path, count):
    """A List as the API server writes it: JSON on one line."""
    document = {"apiVersion": "v1", "kind": "List", "items": roles_and_bindings(count)}
    path.write_text(json.dumps(document, separators=(",", ":")) + "\n", encoding="utf-8")


def fields(path, count):
    """One ConfigMap of so many lines, beside the agent's role."""
    data = "".join(f"  key-{place}: value-{place}\n" for place in range(count))
    path.write_text(
        f"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: long\ndata:\n{data}",
        encoding="utf-8")
    append(path, agent(usual()))


def rules(path, count):
    """One role whose rules have nothing in common."""
    write(path, agent([rule([f"kind{place}s"], ["get"], [f"group{place % 50}.example"])
                       for place in range(count)]))


def rules_in_common(path, count):
    """One role whose rules grant some of the same."""
    write(path, agent([
        rule([f"kind{place}s", f"kind{place // 2}s"], ["get", "list"][:place % 2 + 1], ["apps"])
        for place in range(count)]))


def repeated_rules(path, count):
    """One role that says the same again and again."""
    write(path, agent([rule(["pods"], [inputs.VERBS[place % 7]]) for place in range(count)]))


def named_rules(path, count):
    """One role with a rule for every name."""
    write(path, agent([
        rule(["configmaps"], ["get", "patch"], names=[f"object-{place}"])
        for place in range(count)]))


def named_rules_beside_all(path, count):
    """As above, and one for every name."""
    write(path, agent([rule(["configmaps"], ["get"])] + [
        rule(["configmaps"], ["get", "patch"], names=[f"object-{place}"])
        for place in range(count)]))


def wildcard_rules(path, count):
    """One role with a wildcard in each rule."""
    write(path, agent([
        rule(["*"], ["get", "create"], [f"group{place}.example"]) for place in range(count)]))


def dead_rules(path, count):
    """One role of rules that no server has a use for."""
    write(path, agent([rule(["pods"], ["get"], ["apps"]), *(
        rule([f"pod{place}"], ["get", "lst"], [""]) for place in range(count))]))


def names_of_a_rule(path, count):
    """One rule with so many names."""
    write(path, agent([
        rule(["configmaps"], ["get"], names=[f"object-{place}" for place in range(count)])]))


def resources_of_a_rule(path, count):
    write(path, agent([rule([f"kind{place}s" for place in range(count)], ["get"])]))


def verbs_of_a_rule(path, count):
    write(path, agent([rule(["pods"], [f"verb{place}" for place in range(count)])]))


def groups_of_a_rule(path, count):
    write(path, agent([rule(["pods"], ["get"], [f"group{place}" for place in range(count)])]))


def paths_of_a_rule(path, count):
    write(path, agent([{"nonResourceURLs": [f"/path-{place}/*" for place in range(count)],
                        "verbs": ["get"]}]))


def paths_of_many_lengths(path, count):
    """Paths of which each is a prefix of the next, so many bytes in all."""
    paths = round((2 * count) ** 0.5)
    write(path, agent([{"nonResourceURLs": ["/" + "a" * place + "*" for place in range(paths)],
                        "verbs": ["get"]}]))


def product(path, count):
    """One rule whose combinations are so many: the root of them in resources, and in names."""
    side = round(count ** 0.5)
    write(path, agent([rule([f"kind{place}s" for place in range(side)], ["get"],
                            names=[f"object-{place}" for place in range(side)])]))


def products(path, count):
    """Rules with few fields each, and many combinations together."""
    write(path, agent([
        rule([f"kind{place % 7}s", f"kind{place % 11}s"], inputs.VERBS[:place % 5 + 1],
             [f"group{place}.example", f"group{place + 1}.example"])
        for place in range(count)]))


def bindings_of_an_account(path, count):
    """The agent's role, bound in so many namespaces."""
    write(path, [account(), role(usual()), *(
        binding("k8s-watcher", [ACCOUNT], f"namespace-{place}", f"bound-{place}")
        for place in range(count))])


def bindings_of_many_accounts(path, count):
    write(path, agent(usual()) + [
        binding("k8s-watcher", [dict(ACCOUNT, name=f"account-{place}")], None, f"bound-{place}")
        for place in range(count)])


def bindings_without_role(path, count):
    write(path, agent(usual()) + [
        binding(f"absent-{place}", [ACCOUNT], "shop", f"bound-{place}") for place in range(count)])


def repeated_objects(path, count):
    """The same role and binding, over and over."""
    write(path, agent(usual()) * count)


def subjects(path, count):
    """One binding of so many subjects."""
    write(path, [account(), role(usual()), binding("k8s-watcher", [ACCOUNT] + [
        {"kind": "User", "apiGroup": RBAC, "name": f"user-{place}"} for place in range(count)])])


def repeated_subjects(path, count):
    write(path, [account(), role(usual()), binding("k8s-watcher", [ACCOUNT] * count)])


def accounts(path, count):
    """Service accounts and as many subjects that are none."""
    write(path, [account(), role(usual()), *(account(f"account-{place}") for place in range(count)),
                 binding("k8s-watcher", [ACCOUNT] + [
                     dict(ACCOUNT, name=f"accounts-{place}") for place in range(count)])])


def roles_aggregating_each_other(path, count):
    every = [{"matchLabels": {"all": "true"}}]
    write(path, agent(usual()) + [
        aggregating(f"ring-{place}", every, {"all": "true"}) for place in range(count)])


def roles_aggregating_each_other_bound(path, count):
    """As above, and the agent has the first of them, which takes in its rules too."""
    every = [{"matchLabels": {"all": "true"}}]
    write(path, [
        account(), dict(role(usual(), "part"), metadata=named("part", {"all": "true"})),
        binding("ring-0", [ACCOUNT]),
        *(aggregating(f"ring-{place}", every, {"all": "true"}) for place in range(count))])


def chain_of_aggregation(path, count):
    """Each role takes in the one before it."""
    write(path, [
        account(), dict(role(usual(), "part"), metadata=named("part", {"link": "0"})),
        binding(f"link-{count}", [ACCOUNT]),
        *(aggregating(f"link-{place}", [{"matchLabels": {"link": str(place - 1)}}],
                      {"link": str(place)}) for place in range(count, 0, -1))])


def parts_of_a_role(path, count):
    """One role that takes in so many."""
    write(path, [
        account(), binding("whole", [ACCOUNT]),
        aggregating("whole", [{"matchLabels": {"part": "true"}}], {}),
        *(dict(role(usual(), f"part-{place}"),
               metadata=named(f"part-{place}", {"part": "true"})) for place in range(count))])


def selectors(path, count):
    """One role with so many selectors."""
    write(path, agent(usual()) + [
        aggregating("whole", [{"matchLabels": {"part": str(place)}} for place in range(count)], {}),
        *(dict(role(usual(), f"part-{place}"),
               metadata=named(f"part-{place}", {"part": str(place)})) for place in range(count))])


def match_expressions(path, count):
    """One selector of so many expressions."""
    expressions = [{"key": f"key-{place}", "operator": "DoesNotExist"} for place in range(count)]
    write(path, agent(usual()) + [aggregating("whole", [{"matchExpressions": expressions}], {})])


def selectors_by_expression(path, count):
    """Roles with selectors that no label can be looked up for."""
    write(path, agent(usual()) + [
        aggregating(f"whole-{place}", [{"matchExpressions": [
            {"key": f"key-{place}", "operator": "Exists"}]}], {}) for place in range(count)])


def labels(path, count):
    write(path, [account(), binding("k8s-watcher", [ACCOUNT]), dict(
        role(usual()),
        metadata=named("k8s-watcher", {f"label-{place}": "x" for place in range(count)}))])


def denials(path, count):
    """A log of refusals."""
    with open(path, "w", encoding="utf-8") as file:
        for place in range(count):
            file.write(
                f'E0102 pods "web-{place}" is forbidden: User "system:serviceaccount:komodor:'
                f'k8s-watcher" cannot delete resource "pods" in API group "" in the namespace '
                f'"shop-{place % 1000}"\n')


def spaces(path, count):
    """Nothing but spaces."""
    path.write_text(" " * count + "\n", encoding="utf-8")


def unclosed_quote(path, count):
    path.write_text('a: "' + "a b " * (count // 4) + "\n", encoding="utf-8")


def long_name(path, count):
    write(path, [account(), role(usual(), "n" * count), binding("n" * count, [ACCOUNT])])


def long_values(path, count):
    """A rule whose values are long."""
    write(path, agent([rule(["r" * count], ["v" * count], ["g" * count], names=["n" * count])]))


def agent(own_rules):
    """The agent's account with one role."""
    return [account(), role(own_rules), binding("k8s-watcher", [ACCOUNT])]


def accounts_that_reach_each_other(path, count):
    """A fifth as many accounts as roles: half of them may make tokens of all, and the others of
    the next one, so that each comes to all."""
    accounts = max(count // 5, 2)
    objects = []
    for number in range(count):
        mine = number % accounts
        names = None if mine % 2 else [f"account-{(mine + 1) % accounts}"]
        own = rule(["serviceaccounts/token"], ["create"], names=names) if number < accounts \
            else rule(["pods"], ["get", "list"])
        objects.append(role([own], f"role-{number}"))
        subject = {"kind": "ServiceAccount", "name": f"account-{mine}", "namespace": "shop"}
        objects.append(binding(f"role-{number}", [subject], "shop", f"binding-{number}"))
    write(path, objects)


def account(name="k8s-watcher"):
    return {"apiVersion": "v1", "kind": "ServiceAccount",
            "metadata": {"name": name, "namespace": "komodor"}}


def usual():
    return [rule(["pods"], ["get", "list", "watch", "delete"]),
            rule(["deployments", "deployments/scale"], ["get", "patch"], ["apps"])]


def rule(resources, verbs, groups=("",), names=None):
    found = {"apiGroups": list(groups), "resources": resources, "verbs": verbs}
    return found | {"resourceNames": names} if names else found


def named(name, labels=None):
    return {"name": name, "labels": labels} if labels else {"name": name}


def role(own_rules, name="k8s-watcher"):
    return {"apiVersion": f"{RBAC}/v1", "kind": "ClusterRole", "metadata": named(name),
            "rules": own_rules}


def aggregating(name, own_selectors, own_labels):
    return {"apiVersion": f"{RBAC}/v1", "kind": "ClusterRole",
            "metadata": named(name, own_labels),
            "aggregationRule": {"clusterRoleSelectors": own_selectors}, "rules": []}


def binding(target, own_subjects, namespace=None, name="k8s-watcher"):
    metadata = {"name": name} | ({"namespace": namespace} if namespace else {})
    return {"apiVersion": f"{RBAC}/v1",
            "kind": "RoleBinding" if namespace else "ClusterRoleBinding", "metadata": metadata,
            "roleRef": {"apiGroup": RBAC, "kind": "ClusterRole", "name": target},
            "subjects": own_subjects}


def roles_and_bindings(count):
    found = agent(usual())
    for place in range(count // 2):
        found.append(role([rule(["pods"], ["get"])], f"role-{place}"))
        found.append(binding(f"role-{place}", [dict(ACCOUNT, name=f"account-{place}")],
                             f"namespace-{place % 50}", f"bound-{place}"))
    return found


def write(path, objects):
    with open(path, "w", encoding="utf-8") as file:
        for found in objects:
            file.write("---\n" + text(found) + "\n")


def append(path, objects):
    with open(path, "a", encoding="utf-8") as file:
        for found in objects:
            file.write("---\n" + text(found) + "\n")


def text(value, indent=""):
    """A value in the block style that tools print."""
    if isinstance(value, dict) and value:
        return "\n".join(entry(f"{key}:", inner, indent) for key, inner in value.items())
    if isinstance(value, list) and value:
        return "\n".join(f"{indent}- {text(inner, indent + '  ').lstrip(' ')}" for inner in value)
    return indent + json.dumps(value)


def entry(key, value, indent):
    key = json.dumps(key[:-1]) + ":" if key.startswith("*") else key
    if isinstance(value, dict) and value:
        return f"{indent}{key}\n{text(value, indent + '  ')}"
    if isinstance(value, list) and value:
        return f"{indent}{key}\n{text(value, indent)}"
    return f"{indent}{key} {json.dumps(value)}"
