// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Catalog
package import Diagnostics
import Host
import KubernetesAPI
import Manifests
package import RBAC
import Tools
import YAMLSyntax

/// Runs a command and says which role it needs.
package struct Record: Sendable {
  /// What a run came to.
  package struct Result: Sendable {
    package var usage: Usage
    /// What the role lacks; `nil` where none was asked about.
    package var missing: [Usage.Refusal]?
    /// What somebody else than kubectl asked.
    package var others: Set<Request>
    /// The exit status of the command: 128 and the signal's number when a signal ended it.
    package var status: Int32
    /// What the run comes to besides that.
    package var exits: [Exit]
  }

  private let request: RecordRequest
  /// How long a command may take to end that was asked to.
  private static let patience = Duration.seconds(10)

  package init(_ request: RecordRequest) { self.request = request }

  package func run() throws(Failure) -> Result {
    if let log = request.arguments.log { try OutputFile(path: log).refuseUnwritable() }
    let catalog = try request.resolver.catalog()
    let kubectl = try request.resolver.options.kubectl(request.outside)
    let server = try Cluster(kubectl).version()
    let kubernetes = try request.resolver.kubernetes(server: server).value
    let access = try access(kubernetes, catalog)
    let proxy = try KubectlProxy(kubectl, as: .impersonated(User(name: "")))
    defer { proxy.stop() }
    let user = request.account ?? ownName(proxy)
    let recorder = Recorder(
      user: user, as: request.account,
      candidate: access.map {
        Recorder.Candidate(
          access: $0, isEnforced: request.arguments.enforces, finds: { Self.finds($0, proxy) })
      }, server: server, keepsLog: request.arguments.log != nil,
      rehearsal: WriteRehearsal(
        proxy, kubernetesMinor: kubernetes.minor, asksOwners: request.arguments.asksOwners))
    let status = try carry(recorder, proxy, kubectl)
    if let log = request.arguments.log {
      try OutputFile.write([FileChange(log, recorder.log)])
    }
    let judge = UsageJudge(
      catalog: catalog,
      context: NeedContext(
        kubernetes: kubernetes,
        agentVersion: try request.resolver.agentVersion(of: catalog).value),
      names: request.arguments.names)
    var usage = judge.usage(
      of: user, in: recorder.tally, access: access, isWhole: true, used: recorder.writes.used)
    var missing = access.map { _ in
      judge.refusals(of: recorder.missing) + recorder.writes.missing
    }
    if status == 0 {
      // What was refused was no hindrance.
      usage.refused = usage.refused.map(\.tolerated)
      if request.arguments.enforces { missing = missing?.map(\.tolerated) }
    }
    return Result(
      usage: usage, missing: missing, others: recorder.others, status: status,
      exits: exits(missing, recorder))
  }

  private func exits(_ missing: [Usage.Refusal]?, _ recorder: Recorder) -> [Exit] {
    var exits: [Exit] = []
    if !recorder.hasSeenAny {
      request.outside.remark(
        "no request came: the command sent none, or does not read KUBECONFIG, or names a "
          + "kubeconfig or a server itself")
      if missing != nil { exits.append(.undetermined) }
    }
    if let missing, !missing.isEmpty { exits.append(.findings) }
    let phrases = recorder.undetermined.map {
      "whether the role allows to \(AccessPhrase($0).question)"
    }
    let unclear = (phrases + recorder.writes.unclear).sorted()
    for phrase in unclear { request.outside.remark("undetermined \(phrase)") }
    if !unclear.isEmpty, missing != nil { exits.append(.undetermined) }
    return exits
  }

  /// Runs the command, and carries its requests.
  private func carry(
    _ recorder: Recorder, _ kubectl: KubectlProxy, _ cluster: Kubectl
  ) throws(Failure) -> Int32 {
    let path = "\(kubectl.folder)/kubeconfig"
    do {
      let proxy = try LoopbackProxy(to: kubectl.socket, recorder)
      try Files.writePrivate(
        Array(configuration(proxy, context(cluster)).utf8), to: path)
      let program = try ForegroundProgram(
        request.arguments.command,
        adding: ["KUBECONFIG": path, "KUBECACHEDIR": "\(kubectl.folder)/cache"])
      var status: Int32?
      var deadline: ContinuousClock.Instant?
      proxy.run {
        status = program.status
        guard status == nil, Interruption.isRequested else { return status == nil }
        if deadline == nil {
          program.interrupt()
          deadline = ContinuousClock.now + Self.patience
        }
        if let deadline, ContinuousClock.now >= deadline { program.end() }
        return true
      }
      return status ?? 0
    } catch {
      throw .unjudged("program", "\(error.path) could not be run: \(error.reason)")
    }
  }

  /// What the user calls the context, and the namespace that it names.
  private typealias Context = (name: String, namespace: String)

  /// A command that names the user's context finds it; one that names another does not go past
  /// the proxy by it.
  private func configuration(_ proxy: LoopbackProxy, _ context: Context) -> String {
    func named(
      _ key: String, _ value: [(String, YAMLValue)], as name: String = "rolefit"
    ) -> YAMLValue {
      .sequence([.object([("name", .string(name)), (key, .object(value))])])
    }
    let namespace = context.namespace
    return JSONEmitter.document(
      .object([
        ("apiVersion", .string("v1")), ("kind", .string("Config")),
        ("current-context", .string(context.name)),
        ("clusters", named("cluster", [("server", .string(proxy.url))])),
        ("users", named("user", [("token", .string(proxy.secret))])),
        (
          "contexts",
          named(
            "context",
            [("cluster", .string("rolefit")), ("user", .string("rolefit"))]
              + (namespace.isEmpty ? [] : [("namespace", .string(namespace))]), as: context.name)
        ),
      ]))
  }

  private func context(_ kubectl: Kubectl) -> Context {
    let path = #"jsonpath={.current-context}{"\n"}{.contexts[0].context.namespace}"#
    let output = try? kubectl.output(["config", "view", "--minify", "--output", path])
    let lines = output?.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    let name = lines?.first ?? ""
    // Inside of a cluster there is no configuration.
    return (name.isEmpty ? "rolefit" : name, lines?.dropFirst().first ?? "")
  }

  private static func finds(_ path: String, _ proxy: KubectlProxy) -> Bool? {
    let asked = LocalHTTP.Request(method: "GET", path: path)
    switch (try? proxy.send(asked, wholeStatuses: []))?.status {
    case 200: return true
    case 404: return false
    default: return nil
    }
  }

  /// What the server calls kubectl's user, where it says (since 1.28).
  private func ownName(_ proxy: KubectlProxy) -> String {
    let body = #"{"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview"}"#
    let answer = try? proxy.send(
      LocalHTTP.Request(
        method: "POST", path: "/apis/authentication.k8s.io/v1/selfsubjectreviews",
        headers: [("Content-Type", "application/json")], body: Array(body.utf8)),
      wholeStatuses: [201])
    var reader = JSONReader()
    let node = answer.flatMap { try? reader.read(SourceText(name: "answer", bytes: $0.body)) }
    return node?["status"]?["userInfo"]?["username"]?.string ?? "kubectl"
  }

  /// What the candidate's manifests allow.
  private func access(
    _ kubernetes: KubernetesVersion, _ catalog: Catalog
  ) throws(Failure) -> AgentAccess? {
    guard !request.arguments.roles.isEmpty else { return nil }
    let set = try ManifestLoader(request.outside).judgeable(
      ManifestSources(files: request.arguments.roles), kubernetesMinor: kubernetes.minor,
      isWhole: request.world.isClosed)
    guard !set.roles.isEmpty || !set.bindings.isEmpty else {
      throw .unjudged(
        "no-role", "there is no role in what --role names",
        at: request.arguments.roles.first.map { .startOf(file: $0) },
        remedy: "name the manifests of a Role or a ClusterRole")
    }
    let choice = AccountChoice(request.serviceAccount, of: catalog)
    return request.world.access(
      of: try choice.account(in: set, request.outside), in: set, kubernetes)
  }
}

extension Usage.Refusal {
  fileprivate var tolerated: Self {
    var copy = self
    copy.isOptional = true
    return copy
  }
}
