// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// The shared options of a run from all their sources: the command line, then the environment, then
/// the configuration file. Nothing changes them once they are put together.
package struct Options: Sendable {
  /// The nearest first.
  private let layers: [OptionLayer]
  /// The configuration file; `nil` when there is none.
  package let configuration: ConfigurationFile?

  package init(_ layers: [OptionLayer], configuration: ConfigurationFile? = nil) {
    self.layers = layers
    self.configuration = configuration
  }

  /// What `commandLine` gives, over the environment and the configuration file: the one at `path`,
  /// or the nearest `.rolefit.yaml` here or above.
  package init(
    _ commandLine: OptionLayer, configuration path: String?, _ outside: Outside
  ) throws(Failure) {
    self.init(
      commandLine, environment: outside.variable, try ConfigurationFile.find(path, outside))
  }

  /// What `commandLine` gives, over environment variables and a configuration file.
  package init(
    _ commandLine: OptionLayer, environment variable: (_ name: String) -> String?,
    _ file: ConfigurationFile?
  ) {
    self.init(
      [commandLine, .environment(variable)] + (file.map { [$0.options] } ?? []),
      configuration: file)
  }

  /// Whether any source gives an option.
  package func gives(_ name: OptionName) -> Bool { layers.contains { $0[name] != nil } }

  /// The options of one of the configuration's targets, over those of the file's top level.
  package func scoped(to target: ConfigurationFile.Target) -> Options {
    var layers = layers
    let place = layers.firstIndex { $0.origin != .commandLine && $0.origin != .environment }
    layers.insert(target.options, at: place ?? layers.endIndex)
    return Options(layers, configuration: configuration?.withoutTargets)
  }

  /// The same with the options of the target that is named, if one is.
  package func scoped(toTargetNamed names: [String]) throws(Failure) -> Options {
    let targets = try targets(named: names)
    guard targets.count < 2 else {
      throw .usage("--only: one target at a time", remedy: "`rolefit verify` takes several")
    }
    return targets.first.map { scoped(to: $0) } ?? self
  }

  /// The targets that are named, in the order of the configuration file; each name may hold
  /// several, divided by commas.
  package func targets(
    named names: [String], option: String = "--only"
  ) throws(Failure) -> [ConfigurationFile.Target] {
    let wanted = names.flatMap { $0.split(separator: ",").map(String.init) }
    guard !wanted.isEmpty || !names.isEmpty else { return [] }
    guard let configuration else {
      throw .usage(
        "\(option): there is no configuration file",
        remedy: "targets are in .rolefit.yaml here or above, or in the file of --config")
    }
    let known = configuration.targets.map(\.name)
    guard !known.isEmpty else {
      throw .usage(
        "\(option): \(configuration.path) has no targets", remedy: "list them under targets:")
    }
    if let unknown = wanted.first(where: { !known.contains($0) }) ?? (wanted.isEmpty ? "" : nil) {
      throw .unknown(
        "target", unknown, among: known, option: option,
        remedy: "they are in \(configuration.path)")
    }
    return configuration.targets.filter { wanted.contains($0.name) }
  }

  /// What the nearest source that gives an option says; `nil` where none does.
  package func value<Value>(_ key: OptionKey<Value>) throws(Failure) -> Sourced<Value>? {
    for layer in layers {
      guard let texts = layer[key.name] else { continue }
      do throws(Failure) {
        return Sourced(try key.read(texts), from: layer.origin)
      } catch {
        throw error.naming(key.name, from: layer.origin)
      }
    }
    return nil
  }

  /// As `value(_:)`, without the origin.
  package func get<Value>(_ key: OptionKey<Value>) throws(Failure) -> Value? {
    try value(key)?.value
  }

  /// The values of a list; empty where no source gives it.
  package func list(_ key: OptionKey<[String]>) -> [String] {
    layers.lazy.compactMap { $0[key.name] }.first ?? []
  }

  /// Whether a switch is on.
  package func isOn(_ key: OptionKey<Bool>) throws(Failure) -> Bool { try get(key) ?? false }

  /// Whether the command line gives any of these options.
  package func commandLineNames(_ names: OptionName...) -> Bool {
    layers.contains { layer in
      layer.origin == .commandLine && names.contains { layer[$0] != nil }
    }
  }

  /// What the command line alone gives.
  package var commandLine: Options {
    Options(layers.filter { $0.origin == .commandLine }, configuration: configuration)
  }

  /// The same without what the command line gives for these options.
  func withoutCommandLine(_ names: OptionName...) -> Options {
    Options(
      layers.map { $0.origin == .commandLine ? $0.without(names) : $0 },
      configuration: configuration)
  }

  /// The layers, for what depends on how near two options are to each other.
  var nearestFirst: [OptionLayer] { layers }
}
