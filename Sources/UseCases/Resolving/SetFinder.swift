// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Diagnostics
package import KubernetesAPI
import Manifests
package import Tools
import YAMLSyntax

/// Makes the set of actions of a request, or of what was found where nobody names one.
package struct SetFinder: Sendable {
  let resolver: Resolver
  let request: SetRequest
  let catalog: Catalog
  package var kubernetes: Sourced<KubernetesVersion>
  package var agent: Sourced<AgentVersion>
  /// Where the agent runs; where the catalog says, if `nil`.
  package var agentNamespace: String?
  /// The dialect of values files, where it is known already.
  package var dialect: DialectVersion?
  /// The chart that is rendered: where nobody names a set, its values do.
  package var installation: ChartInstallation?
  /// Whether actions that the agent is too old for are set apart instead of being refused.
  package var toleratesUnsupported = false
  /// Whether what values say that the agent reads is among what it needs, unless options name that:
  /// so it is where grants are judged. What is generated gets only what is named.
  package var countsReads = false

  package init(
    _ resolver: Resolver, _ request: SetRequest, of catalog: Catalog,
    kubernetes: Sourced<KubernetesVersion>, agent: Sourced<AgentVersion>
  ) {
    self.resolver = resolver
    self.request = request
    self.catalog = catalog
    self.kubernetes = kubernetes
    self.agent = agent
  }

  /// Why there is no set.
  package enum Problem: Error {
    /// Nobody names a set, and there is none to be found.
    case nothingNamed
    /// The values that name the set are another chart's.
    case valuesOfAnotherChart([Diagnostic])
    case other(Failure)

    package var failure: Failure {
      switch self {
      case .nothingNamed:
        .usage(
          "no actions are named",
          remedy: "give --actions, such as --actions scale:deployment,delete:pod, or --values "
            + "FILE; `rolefit actions` lists them")
      case .valuesOfAnotherChart(let diagnostics): .unjudged(diagnostics)
      case .other(let failure): failure
      }
    }
  }

  /// What a set is made from before the request changes it.
  private struct Base {
    var words: [String] = []
    var source = SetSource.actions
    var undetermined: [SwitchedActions.Undetermined] = []
    /// Ids of what the agent reads; `nil` where nothing says it.
    var capabilities: [String]?
    /// Ids of what it may read besides.
    var tolerated: [String] = []
    var diagnostics: [Diagnostic] = []
    var watchNamespaces: [String] = []

    /// Takes what the agent reads and watches from what was found, for a set that is named.
    mutating func takeReads(from found: FoundSet) {
      capabilities = found.capabilities
      tolerated = found.unsaidCapabilities
      watchNamespaces = found.watchNamespaces
    }
  }

  /// As `set(found:)`, with what stops it as a failure.
  package func resolved(found: FoundSet? = nil) throws(Failure) -> ResolvedSet {
    do { return try set(found: found) } catch { throw error.failure }
  }

  /// The set, with its needs' context.
  ///
  /// - Parameter found: what the agent's own configuration, its release or its roles say is on. It
  ///   counts where nobody names a set, and of what the agent reads and watches also elsewhere.
  func set(found: FoundSet? = nil) throws(Problem) -> ResolvedSet {
    do {
      return try set(of: base(found))
    } catch let problem as Problem {
      throw problem
    } catch let failure as Failure {
      throw .other(failure)
    } catch {
      throw .other(.usage("\(error)"))
    }
  }

  private func base(_ found: FoundSet?) throws -> Base {
    switch request.named {
    case .actions(let words):
      var base = Base(words: words)
      if countsReads {
        if let installation, let switched = try switchedOn(by: installation) {
          take(reads: switched, into: &base)
        } else if let found {
          base.takeReads(from: found)
        }
      }
      return base
    case .values(let files):
      // Values that nobody can read as switches are in what the chart renders.
      if let installation, let found,
        try resolver.knownDialect(of: installation.chart, in: catalog) == nil
      {
        return base(found)
      }
      return base(try switchedOn(by: files), from: .valuesFiles(files))
    case nil: break
    }
    // What a chart's configuration leaves out, its values say.
    if let installation, let switched = try switchedOn(by: installation) {
      return base(switched, from: .chart(installation.chart.reference))
    }
    if let found { return base(found) }
    guard !request.enabled.isEmpty else { throw Problem.nothingNamed }
    return Base()
  }

  private func base(_ found: FoundSet) -> Base {
    var base = Base(
      words: found.actions.isEmpty ? ["none"] : found.actions, source: found.source,
      diagnostics: found.diagnostics)
    base.takeReads(from: found)
    return base
  }

  /// The actions that values switch on, and what they leave open.
  private func base(_ switched: SwitchedActions, from source: SetSource) -> Base {
    let ids = Set(catalog.actions.map(\.id))
    let disabled = Set((try? catalog.select(request.disabled).map(\.id)) ?? [])
    var base = Base(
      words: switched.on.filter(ids.contains), source: source,
      undetermined: switched.undetermined.filter {
        ids.contains($0.id) && !disabled.contains($0.id)
      }, diagnostics: switched.diagnostics)
    if countsReads { take(reads: switched, into: &base) }
    return base
  }

  private func take(reads switched: SwitchedActions, into base: inout Base) {
    let ids = Set(catalog.capabilities.map(\.id))
    let always = Set(switched.always)
    base.capabilities = switched.on.filter { ids.contains($0) && !always.contains($0) }
    base.tolerated = (switched.undetermined.map(\.id) + switched.always).filter(ids.contains)
  }

  private func set(of base: Base) throws(Failure) -> ResolvedSet {
    // A name that there is not is no less wrong where nothing depends on it.
    if resolver.options.commandLineNames(.dialect) { _ = try resolver.dialect(of: catalog) }
    let context = NeedContext(
      kubernetes: kubernetes.value, agentVersion: agent.value,
      transport: try resolver.options.get(.transport) ?? .spdy,
      watchNamespaces: request.watchNamespaces ?? base.watchNamespaces,
      agentNamespace: agentNamespace ?? catalog.agent.namespace,
      serviceAccount: try resolver.options.get(.serviceAccount)?.name)
    var selection = Selection(
      catalog: catalog, context: context, undetermined: base.undetermined)
    do {
      selection.actions = try catalog.select(
        base.words, enabling: request.enabled, disabling: request.disabled,
        agentVersion: agent.value)
    } catch {
      guard toleratesUnsupported, error.isAboutVersion,
        let all = try? catalog.select(
          base.words, enabling: request.enabled, disabling: request.disabled, agentVersion: nil)
      else {
        throw .selection(error, of: catalog, option: request.option(of: error))
      }
      selection.actions = all.filter { $0.isSupported(by: agent.value) }
      selection.unsupported = all.filter { !$0.isSupported(by: agent.value) }
    }
    if let named = request.capabilities {
      do {
        selection.capabilities = try catalog.selectCapabilities(named, agentVersion: agent.value)
      } catch {
        throw .selection(error, of: catalog, option: "--capabilities")
      }
    } else {
      selection.capabilities = capabilities(base.capabilities ?? [])
      selection.tolerated = capabilities(base.tolerated)
    }
    return ResolvedSet(
      selection: selection, source: base.source, agent: agent, kubernetes: kubernetes,
      diagnostics: base.diagnostics)
  }

  /// The capabilities with these ids that the agent's version has, in the catalog's order.
  private func capabilities(_ ids: [String]) -> [Action] {
    let wanted = Set(ids)
    return catalog.capabilities.filter {
      wanted.contains($0.id) && $0.isSupported(by: agent.value)
    }
  }

  /// What values files switch on, each laid over those before it as Helm does: over the values of
  /// the chart that is rendered, where there are several, or over the defaults of the dialect.
  private func switchedOn(by files: [String]) throws -> SwitchedActions {
    guard files.filter({ $0 == "-" }).count < 2 else {
      throw Failure.usage("--values: standard input (-) can be read only once")
    }
    var roots: [YAMLNode] = []
    for file in files {
      let stream = YAMLStream.read(try resolver.outside.text(file))
      if let failure = stream.failure { throw Failure.unjudged([failure]) }
      guard let root = stream.documents.first else { continue }
      resolver.outside.show(root.repeatedKeys())
      guard root.kind == .mapping || root.isNull else {
        throw Failure.unjudged(
          "values-not-a-mapping", "a values file must be a mapping", at: root.range)
      }
      roots.append(root)
    }
    let dialect = try dialect ?? resolver.dialect(of: catalog, chart: installation?.chart)
    var switched = dialect.actions(
      switchedOnBy: ValuesTree(merging: roots), in: catalog)
    if switched.isOfAnotherChart { throw Problem.valuesOfAnotherChart(switched.diagnostics) }
    if switched.diagnostics.contains(where: { $0.severity == .error }) {
      throw Failure.unjudged(switched.diagnostics)
    }
    if var installation, files.count > 1 {
      installation.valuesFiles = files
      installation.settings = []
      if let rendered = try switchedOn(by: installation) {
        switched.on = rendered.on
        switched.off = rendered.off
        switched.undetermined = rendered.undetermined
      }
    }
    return switched
  }

  /// What a chart's values switch on; `nil` where nobody knows which of its values are switches.
  private func switchedOn(
    by installation: ChartInstallation
  ) throws(Failure) -> SwitchedActions? {
    let chart = installation.chart
    guard let dialect = try resolver.knownDialect(of: chart, in: catalog) else { return nil }
    if let own = chart.ownValues, !dialect.dialect.isTold(by: own) {
      throw .unknownValues(of: chart, dialect)
    }
    return dialect.actions(switchedOnBy: try installation.values(), in: catalog)
  }
}

extension Failure {
  /// The values of a chart have none of the switches of their dialect, so that nobody knows what
  /// they switch on.
  fileprivate static func unknownValues(of chart: Chart, _ dialect: DialectVersion) -> Failure {
    .undetermined(
      "the values of the chart \(chart.reference) have none of the switches that "
        + "\(dialect.dialect.name) is known for: which actions are on is not known",
      remedy: "name them with --actions, or the chart whose values these are with --dialect "
        + "NAME@VERSION")
  }
}

extension SelectionError {
  fileprivate var isAboutVersion: Bool {
    switch self {
    case .agentTooOld, .agentTooNew: true
    default: false
    }
  }
}
