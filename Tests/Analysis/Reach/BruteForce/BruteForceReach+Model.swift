// SPDX-License-Identifier: Apache-2.0

import RBAC

extension BruteForceReach {
  /// What kubelets and controllers make of requests.
  mutating func takeByModel(_ sender: Sender) {
    for namespace in names.namespaces {
      takeByPods(sender, in: namespace)
      makeSecrets(sender, in: namespace)
    }
    takeEverywhere(sender)
    for token in cluster.tokens where token.isNew && seesSecrets { log(in: token.account) }
    if !model.podNamespaces.isDisjoint(with: model.openNamespaces) { hasNode = true }
    if model.makesVolumes, !model.podNamespaces.isEmpty { hasNode = true }
    if !model.requested.isDisjoint(with: model.approvedForNodes) { logInNodes() }
    if model.isAnybody {
      hasNode = true
      for name in names.users {
        log(in: BruteForceNames.user(name, names.groups.filter { $0 != "system:masters" }))
        if name.hasPrefix("system:serviceaccount:") { log(in: BruteForceNames.user(name, [])) }
      }
    }
  }

  /// Whether some object of a kind can be made.
  private mutating func makes(
    _ sender: Sender, _ group: String, _ resource: String, in namespace: String = ""
  ) -> Bool {
    (names.written + ["any"]).contains {
      !canMake(sender, group, resource, namespace, $0, byUpdate: false).isEmpty
    }
  }

  /// Whether a request is allowed for an object of some name.
  mutating func does(
    _ sender: Sender, _ verbs: String, _ group: String, _ resource: String,
    in namespace: String = ""
  ) -> Bool {
    (names.written + ["any"]).contains { may(sender, verbs, group, resource, namespace, $0) }
  }

  private mutating func takeAccounts(in namespace: String?) {
    for account in accounts
    where namespace == nil || BruteForceNames.place(of: account).namespace == namespace {
      log(in: account)
    }
  }

  private mutating func takeByPods(_ sender: Sender, in namespace: String) {
    let templates = [
      ("", "replicationcontrollers"), ("apps", "daemonsets"), ("apps", "deployments"),
      ("apps", "replicasets"), ("apps", "statefulsets"), ("batch", "cronjobs"), ("batch", "jobs"),
    ]
    var runsOwn = makes(sender, "", "pods", in: namespace)
    for (group, resource) in templates {
      runsOwn = runsOwn || makes(sender, group, resource, in: namespace)
      if resource != "jobs", does(sender, "patch,update", group, resource, in: namespace) {
        runsOwn = true
      }
    }
    if runsOwn {
      model.podNamespaces.insert(namespace)
      model.mountedNamespaces.insert(namespace)
    }
    let streams = minor < 35 ? "create,get" : "create"
    if runsOwn || does(sender, "patch,update", "", "pods", in: namespace)
      || does(sender, streams, "", "pods/exec", in: namespace)
      || does(sender, streams, "", "pods/attach", in: namespace)
      || minor >= 23 && does(sender, "patch,update", "", "pods/ephemeralcontainers", in: namespace)
    {
      takeAccounts(in: namespace)
    }
    if may(sender, "patch,update", "", "namespaces", namespace, namespace) {
      model.openNamespaces.insert(namespace)
    }
  }

  /// Secrets that a token controller fills, and those that log a node in.
  private mutating func makeSecrets(_ sender: Sender, in namespace: String) {
    for token in cluster.tokens
    where token.namespace == namespace
      && may(sender, "patch,update", "", "secrets", namespace, token.name)
    { fill(token.name, in: namespace) }
    for name in names.written + ["any"] {
      guard !canMake(sender, "", "secrets", namespace, name, byUpdate: false).isEmpty else {
        continue
      }
      fill(name, in: namespace)
      if namespace == "kube-system", name == "any" || name.hasPrefix("bootstrap-token-") {
        let groups = names.groups.filter { $0.hasPrefix("system:bootstrappers:") }
        log(
          in: BruteForceNames.user("system:bootstrap:abcdef", ["system:bootstrappers"] + groups))
      }
    }
  }

  /// Has a Secret filled for each account of its namespace.
  private mutating func fill(_ name: String, in namespace: String) {
    for account in accounts where BruteForceNames.place(of: account).namespace == namespace {
      let token = BruteForceCluster.StoredToken(
        namespace: namespace, name: name, account: account, isNew: true)
      guard !cluster.tokens.contains(token) else { continue }
      cluster.tokens.append(token)
      change()
    }
  }

  private mutating func takeEverywhere(_ sender: Sender) {
    let admission = "admissionregistration.k8s.io"
    let aggregation = "apiregistration.k8s.io"
    if does(sender, "get,create", "", "nodes/proxy") {
      hasNode = true
      takeAccounts(in: nil)
    }
    if makes(sender, admission, "mutatingwebhookconfigurations")
      || does(sender, "patch,update", admission, "mutatingwebhookconfigurations")
    {
      hasEverything = true
    }
    if minor >= 36 {
      if does(sender, "patch,update", admission, "mutatingadmissionpolicies")
        || makes(sender, admission, "mutatingadmissionpolicies")
          && makes(sender, admission, "mutatingadmissionpolicybindings")
      {
        hasEverything = true
      }
    }
    if makes(sender, admission, "validatingwebhookconfigurations")
      || does(sender, "patch,update", admission, "validatingwebhookconfigurations")
    {
      seesSecrets = true
    }
    if makes(sender, aggregation, "apiservices")
      || does(sender, "patch,update", aggregation, "apiservices")
    {
      takeAccounts(in: nil)
      seesSecrets = true
    }
    if makes(sender, "", "persistentvolumes") { model.makesVolumes = true }
    takeCertificates(sender)
  }

  private mutating func logInNodes() {
    hasNode = true
    for name in names.users where name.hasPrefix("system:node:") {
      log(in: BruteForceNames.user(name, ["system:nodes"]))
    }
  }

  private mutating func takeCertificates(_ sender: Sender) {
    let signing = "certificates.k8s.io"
    let domain = "kubernetes.io"
    func approves(_ signer: String) -> Bool {
      check(sender, "approve", signing, "signers", "", "\(domain)/\(signer)")
    }
    let isOld = minor < 22 && approves("legacy-unknown")
    let isAny = approves("*")
    let isForUsers = isAny || isOld || approves("kube-apiserver-client")
    let isForNodes = isAny || approves("kube-apiserver-client-kubelet")
    for name in names.written + ["any"] {
      if !canMake(sender, signing, "certificatesigningrequests", "", name, byUpdate: false).isEmpty
      {
        model.requested.insert(name)
        if check(sender, "create", signing, "certificatesigningrequests/nodeclient", "", "") {
          logInNodes()
        }
      }
      guard may(sender, "patch,update", signing, "certificatesigningrequests/approval", "", name)
      else { continue }
      if isForUsers { model.approved.insert(name) }
      if isForNodes { model.approvedForNodes.insert(name) }
    }
  }
}

/// What a brute-force search came to that more is needed for.
struct BruteForceModel {
  var podNamespaces: Set<String> = []
  /// Where pods mount Secrets.
  var mountedNamespaces: Set<String> = []
  var openNamespaces: Set<String> = []
  var makesVolumes = false
  /// Names of requests for certificates that can be made, and those that can be approved.
  var requested: Set<String> = []
  var approved: Set<String> = []
  var approvedForNodes: Set<String> = []

  /// Whether a certificate can be had for any name with any groups but system:masters.
  var isAnybody: Bool { !requested.isDisjoint(with: approved) }
}
