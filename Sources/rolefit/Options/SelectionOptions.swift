// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import Diagnostics
import KubernetesAPI
import YAMLSyntax

/// Which actions a command is about, of which agent, on which Kubernetes.
struct SelectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The actions: ids, sets, all or none, with commas between them", valueName: "set"))
  var actions: [String] = []

  @Option(
    help: ArgumentHelp("The actions that this Helm values file switches on", valueName: "file"))
  var values: [String] = []

  @Option(help: ArgumentHelp("Actions to add to the set", valueName: "set"))
  var enable: [String] = []

  @Option(help: ArgumentHelp("Actions to take from the set", valueName: "set"))
  var disable: [String] = []

  @Option(
    help: ArgumentHelp("What the agent reads: ids, default or none (default)", valueName: "ids"))
  var capabilities: [String] = []

  @Option(
    help: ArgumentHelp(
      "The chart whose values are meant, such as k8s-watcher@1.18.17",
      valueName: "name[@version]"))
  var dialect: String?

  @Option(
    help: ArgumentHelp("How exec and port-forward open streams: spdy, websocket or any"))
  var transport: String?

  @Option(
    help: ArgumentHelp("Confine the agent to this namespace (repeatable)", valueName: "namespace"))
  var watchNamespace: [String] = []

  @OptionGroup var versions: VersionOptions

  /// Whether the command line names no actions.
  var namesNothing: Bool { actions.isEmpty && values.isEmpty && enable.isEmpty }

  /// Whether nobody names actions, here or in the settings.
  func namesNothing(_ settings: Settings) -> Bool {
    namesNothing && ["actions", "values", "enable"].allSatisfy { settings.values($0).isEmpty }
  }

  /// What the options and settings name together.
  ///
  /// - Parameters:
  ///   - catalog: the catalog, where it is read already.
  ///   - chart: a chart whose folder may hold a catalog.
  ///   - rendering: the chart as helm is to render it: its values name the set where nothing else
  ///     does.
  ///   - toleratesUnsupported: whether actions that the agent is too old for are set apart instead
  ///     of being refused.
  func resolve(
    _ settings: Settings, agentNamespace: String?, catalog: Catalog? = nil, chart: String? = nil,
    rendering: Helm? = nil, toleratesUnsupported: Bool = false
  ) throws(Failure) -> Selection {
    let known = catalog
    let catalog =
      if let known { known } else { try versions.readCatalog(settings, chart: chart) }
    let versions = try versions.resolve(settings, catalog: catalog)
    var selection = Selection(
      catalog: catalog,
      context: NeedContext(
        kubernetes: versions.kubernetes, agentVersion: versions.agent,
        transport: try transportChoice(settings),
        watchNamespaces: watchNamespace.isEmpty
          ? settings.values("watch-namespace") : watchNamespace,
        agentNamespace: agentNamespace ?? catalog.agent.namespace))
    selection.assumptions = versions.assumptions
    try selectActions(&selection, settings, versions, rendering, toleratesUnsupported)
    let reading = capabilities.isEmpty ? settings.values("capabilities") : capabilities
    do {
      selection.capabilities = try catalog.selectCapabilities(
        reading, agentVersion: versions.agent)
    } catch {
      throw .usage("--capabilities: \(error.description)")
    }
    return selection
  }

  private func selectActions(
    _ selection: inout Selection, _ settings: Settings, _ versions: ResolvedVersions,
    _ rendering: Helm?, _ toleratesUnsupported: Bool
  ) throws(Failure) {
    let isNamed = !actions.isEmpty || !values.isEmpty
    let words =
      !isNamed && settings.isSet("actions", noFartherThan: "values")
      ? settings.values("actions") : actions
    let files =
      !isNamed && settings.isSet("values", noFartherThan: "actions")
      ? settings.paths("values") : values
    // A set that the command line names is not changed by what stands farther out.
    let enabled = isNamed || !enable.isEmpty ? enable : settings.values("enable")
    let disabled = isNamed || !disable.isEmpty ? disable : settings.values("disable")
    var named = words
    if let file = files.first {
      guard words.isEmpty else {
        throw .usage(
          "--actions and --values both name the whole set",
          remedy: "change the set of the values file with --enable and --disable")
      }
      selection.valuesFiles = files
      let switched = try switchedOn(files, selection.catalog, settings, rendering)
      selection.diagnostics += switched.diagnostics
      if switched.diagnostics.contains(where: { $0.severity == .error }) {
        throw .unjudged(switched.diagnostics)
      }
      named = take(switched, without: disabled, into: &selection)
      selection.source = "the values of \(file)"
    } else if words.isEmpty, enabled.isEmpty, let rendering,
      let switched = try switchedOn(by: rendering, selection.catalog, settings)
    {
      named = take(switched, without: disabled, into: &selection)
      selection.source = "the values of \(rendering.chart)"
    } else if words.isEmpty, enabled.isEmpty {
      throw .usage(
        "no actions are named",
        remedy: "give --actions, such as --actions scale:deployment,delete:pod, or --values FILE; "
          + "`rolefit actions` lists them")
    }
    do {
      selection.actions = try selection.catalog.select(
        named, enabling: enabled, disabling: disabled, agentVersion: versions.agent)
    } catch {
      guard toleratesUnsupported, error.isAboutVersion,
        let all = try? selection.catalog.select(
          named, enabling: enabled, disabling: disabled, agentVersion: nil)
      else { throw .usage(error.description) }
      selection.actions = all.filter { $0.isSupported(by: versions.agent) }
      selection.unsupported = all.filter { !$0.isSupported(by: versions.agent) }
    }
  }

  /// The ids of the actions that values switch on; what they leave open goes to the selection.
  private func take(
    _ switched: SwitchedActions, without disabled: [String], into selection: inout Selection
  ) -> [String] {
    let ids = Set(selection.catalog.actions.map(\.id))
    let disabledIDs = Set((try? selection.catalog.select(disabled).map(\.id)) ?? [])
    selection.undetermined = switched.undetermined.filter {
      ids.contains($0.id) && !disabledIDs.contains($0.id)
    }
    return switched.on.filter(ids.contains)
  }

  /// The dialect that is named, or that of the chart by its name; `nil` where there is neither.
  func dialect(
    of chart: ChartDetails, in catalog: Catalog, _ settings: Settings
  ) throws(Failure) -> DialectVersion? {
    guard dialect ?? settings.value("dialect") != nil || chart.dialect(in: catalog) != nil else {
      return nil
    }
    return try versions.dialect(dialect, settings, catalog, chart: chart)
  }

  private func switchedOn(
    _ files: [String], _ catalog: Catalog, _ settings: Settings, _ rendering: Helm?
  ) throws(Failure) -> SwitchedActions {
    if rendering != nil, files.contains("-") {
      throw .usage("helm cannot take the values from standard input", remedy: "give them in a file")
    }
    if var rendering, files.count > 1 {
      rendering.valuesFiles = files
      rendering.settings = []
      if let switched = try switchedOn(by: rendering, catalog, settings) { return switched }
    }
    guard files.count == 1, let file = files.first else {
      throw .usage("only one --values file can name the set")
    }
    let stream = YAMLStream.read(try SourceText(input: file))
    if let failure = stream.failure { throw .unjudged([failure]) }
    let details = try rendering.map { helm throws(Failure) in try ChartDetails(helm) }
    return try versions.dialect(dialect, settings, catalog, chart: details)
      .actions(switchedOnBy: stream.documents.first, in: catalog)
  }

  /// What a chart's values switch on; `nil` where nobody knows which of its values are switches.
  private func switchedOn(
    by rendering: Helm, _ catalog: Catalog, _ settings: Settings
  ) throws(Failure) -> SwitchedActions? {
    let details = try ChartDetails(rendering)
    return try dialect(of: details, in: catalog, settings)?
      .actions(switchedOnBy: try details.values(rendering), in: catalog)
  }

  private func transportChoice(_ settings: Settings) throws(Failure) -> TransportChoice {
    guard let word = transport ?? settings.value("transport") else { return .spdy }
    guard let choice = TransportChoice(rawValue: word) else {
      throw .usage("--transport is spdy, websocket or any, not '\(word)'")
    }
    return choice
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
