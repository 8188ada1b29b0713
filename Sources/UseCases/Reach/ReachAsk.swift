// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
package import Diagnostics
import KubernetesAPI
import Manifests
package import RBAC
package import Reports
import Tools

/// Asks what an account comes to by the grants in manifests, a chart or a cluster.
package struct ReachAsk: Sendable {
  private let resolver: Resolver
  private let sources: ManifestSources
  private let world: World
  private let account: ManifestSet.ServiceAccountName?
  private let namespace: String?
  private let inquiry: ReachInquiry

  private var outside: Outside { resolver.outside }

  /// - Parameter files: those that the command line names.
  package init(
    _ options: Options, files: [String] = [], chart: ChartArguments = ChartArguments(),
    _ inquiry: ReachInquiry, _ outside: Outside
  ) throws(Failure) {
    resolver = Resolver(options, outside)
    world = try World(options)
    namespace = try options.get(.namespace)
    account = try options.get(.serviceAccount)
    self.inquiry = inquiry
    sources = try options.sources(
      files: files, chart: chart, namespace: namespace, valuesFiles: options.list(.values), outside)
    guard !sources.isEmpty else {
      throw .usage(
        "there is nothing to look at", remedy: "name manifest files, a folder, -, --chart or --live"
      )
    }
  }

  package func run() throws(Failure) -> ReachReport {
    let catalog = try resolver.catalog(carriedBy: sources.installation?.chart)
    let goals = try goals(catalog)
    let kubernetes = try resolver.kubernetes(server: resolver.serverVersion(sources.kubectl)).value
    var set = try ManifestLoader(outside).judgeable(
      sources, kubernetesMinor: kubernetes.minor, isWhole: world.isClosed)
    // Whoever asks about an account says that it is there.
    for case .account(let account) in goals { set.serviceAccounts.append(account) }
    let namespaces = goals.compactMap(\.namespace)
    let context = NeedContext(
      kubernetes: kubernetes, agentVersion: try resolver.agentVersion(of: catalog).value)
    let actions = catalog.actions.filter(\.isBounded).map(\.id)
    if inquiry.isAboutAllAccounts {
      let access = world.access(of: nil, in: set, kubernetes)
      let base = access.reachBase(
        kubernetes, defaults: world.allDefaults(kubernetes), asked: namespaces)
      base.keepSearches()
      let asked = goals.isEmpty ? Reach.clusterGoals : goals
      let requests = GoalRequests(
        asked, catalog: catalog, table: world.table(kubernetes), context: context)
      return ReachReport(
        kubernetes: kubernetes, includesModelled: inquiry.includesModelled,
        accounts: base.boundAccounts.map { account in
          let user = User.serviceAccount(namespace: account.namespace, name: account.name)
          let reach = Reach(base, from: user, includesModelled: inquiry.includesModelled)
          return ReachReport.Account(
            user: user, counts: reach.counts, results: reach.results(asked, requests))
        }, assumptions: assumptions(set, kubernetes), leavesOut: !set.rejections.isEmpty,
        isAboutAll: true)
    }
    let access = try access(set, catalog, kubernetes)
    let base = access.reachBase(
      kubernetes, defaults: world.allDefaults(kubernetes), asked: namespaces)
    let reach = Reach(
      base, from: inquiry.user ?? access.user, includesModelled: inquiry.includesModelled)
    let asked = goals.isEmpty ? reach.usualGoals(actions: actions) : goals
    let requests = GoalRequests(
      asked, catalog: catalog, table: world.table(kubernetes), context: context)
    return ReachReport(
      kubernetes: kubernetes, includesModelled: inquiry.includesModelled,
      accounts: [
        ReachReport.Account(
          user: inquiry.user ?? access.user,
          isAssumedBound: inquiry.user == nil && access.isAssumedBound, counts: reach.counts,
          results: reach.results(asked, requests))
      ], assumptions: assumptions(set, kubernetes), leavesOut: !set.rejections.isEmpty)
  }

  private func access(
    _ set: ManifestSet, _ catalog: Catalog, _ kubernetes: KubernetesVersion
  ) throws(Failure) -> AgentAccess {
    if inquiry.user != nil {
      // Whoever is asked about need not be an account that something is bound to.
      let nobody = ManifestSet.ServiceAccountName(namespace: "default", name: "default")
      return world.access(of: nobody, in: set, kubernetes)
    }
    let choice = AccountChoice(account, of: catalog, installation: sources.installation)
    return world.access(of: try choice.account(in: set, outside), in: set, kubernetes)
  }

  private func goals(_ catalog: Catalog) throws(Failure) -> [ReachGoal] {
    var goals: [ReachGoal] = []
    for word in inquiry.goals.flatMap({ $0.split(separator: ",").map(String.init) }) {
      if let goal = ReachGoal(word) {
        goals.append(goal)
        if let slip = slip(in: goal) { outside.remark("the goal '\(word)': \(slip)") }
        continue
      }
      do {
        goals += try catalog.select([word]).map { .action($0.id) }
      } catch {
        // A resource of the core group has no slash before it where people write it.
        if let core = coreRequest(word) {
          goals.append(core)
          continue
        }
        throw .usage(
          "'\(word)' is not a goal",
          remedy: Self.meant(word)
            + "name an action's id, cluster-admin, node, rbac, secrets, exec (these three also "
            + "with @NAMESPACE), account:NAMESPACE:NAME, user:NAME[+GROUP] or "
            + "VERB:GROUP/RESOURCE[@NAMESPACE]")
      }
    }
    return goals
  }

  /// What no server that is known would be asked for, which is mostly a slip.
  private func slip(in goal: ReachGoal) -> String? {
    guard case .request(.resource(let verb, let group, let resource, _), _) = goal else {
      return nil
    }
    func meant(_ word: String?) -> String { word.map { "; did you mean '\($0)'?" } ?? "" }
    let table = APITable.builtIn(APITable.newest)
    let judgement = table.judge(group: group, resource: resource, verb: verb)
    switch judgement {
    case .unknownVerb, .customVerb: return judgement.oddity(ofVerb: verb)
    case .unknownResource(let word): return "there is no resource '\(resource)'" + meant(word)
    case .wrongGroup(let right):
      return "'\(resource)' is not in that API group"
        + meant(right.first.map { "\($0)/\(resource)" })
    default: return nil
    }
  }

  /// `VERB:RESOURCE[@NAMESPACE]` for a resource of the core group that servers know.
  private func coreRequest(_ word: String) -> ReachGoal? {
    let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, let goal = ReachGoal("\(parts[0]):/\(parts[1])"),
      case .request(.resource(_, _, let resource, _), _) = goal,
      APITable.builtIn(APITable.newest).resource(group: "", resource) != nil
    else { return nil }
    return goal
  }

  private static func meant(_ word: String) -> String {
    let words = ["cluster-admin", "exec", "node", "rbac", "secrets"]
    return Suggestion.nearest(to: word, among: words, within: .misreading)
      .map { "did you mean '\($0)'? Else " } ?? ""
  }

  /// What the answers take for granted, in sentences.
  private func assumptions(_ set: ManifestSet, _ kubernetes: KubernetesVersion) -> [String] {
    var sentences: [String] = []
    if !set.isStored {
      sentences.append(
        "The default roles and bindings of Kubernetes \(kubernetes) are there, as far as the input "
          + "has none of the same name.")
    }
    sentences.append(
      "The service accounts are those that the \(set.isStored ? "bindings name" : "input names"), "
        + "and 'default' in each namespace.")
    if set.isStored {
      sentences.append("Secrets are not read: none but new ones hold tokens.")
    }
    if world.isClosed {
      sentences.append("The input is all there is (--closed-world).")
    }
    if !set.rejections.isEmpty {
      sentences.append("Objects that the API server would reject are left out.")
    }
    sentences.append(
      "RBAC alone grants; other authorizers, and bindings outside the input, may grant more.")
    sentences.append(
      "Admission (Pod Security, policies, webhooks) refuses nothing of what a path asks for, and a "
        + "pod does not leave its namespace's accounts for its node.")
    return sentences
  }
}

/// What is asked of a search.
package struct ReachInquiry: Sendable {
  /// Goals, as `--to` takes them; none for all usual ones.
  package var goals: [String]
  /// Whom it is about, where that is not the agent's account.
  package var user: User?
  package var isAboutAllAccounts: Bool
  /// Whether paths count that need more than the API server.
  package var includesModelled: Bool

  package init(
    goals: [String] = [], user: User? = nil, isAboutAllAccounts: Bool = false,
    includesModelled: Bool = true
  ) {
    self.goals = goals
    self.user = user
    self.isAboutAllAccounts = isAboutAllAccounts
    self.includesModelled = includesModelled
  }
}

extension World {
  /// The default objects that every cluster has, bindings included.
  func allDefaults(_ version: KubernetesVersion) -> DefaultObjects {
    DefaultObjects(version: version, creditsBindings: true)
  }
}
