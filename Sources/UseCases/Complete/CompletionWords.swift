// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import Host
import KubernetesAPI
import Linting
import Manifests
import Tools
import YAMLSyntax

/// The words that options take, for shells to offer. What cannot be had is left out in silence.
package struct CompletionWords: Sendable {
  /// A word with what is said of it, on one line.
  package struct Candidate: Sendable {
    package var word: String
    package var about: String

    package init(_ word: String, _ about: String = "") {
      self.word = word
      self.about = String(about.map { $0 == "\n" || $0 == "\t" ? " " : $0 })
    }
  }

  private let catalogPath: String?
  private let configurationPath: String?
  private let kubeconfig: String?
  private let outside: Outside

  /// - Parameters:
  ///   - catalog: the path that the command line names.
  ///   - configuration: likewise.
  ///   - kubeconfig: likewise.
  package init(
    catalog: String?, configuration: String?, kubeconfig: String?, _ outside: Outside
  ) {
    catalogPath = catalog
    configurationPath = configuration
    self.kubeconfig = kubeconfig
    self.outside = outside
  }

  /// Everything that names actions in a set.
  package var actions: [Candidate] {
    let catalog = catalog
    return catalog.actions.map { Candidate($0.id, $0.title) }
      + catalog.sets.map { Candidate($0.name, "a set of \($0.actions.count.counted("action"))") }
      + [Candidate("all", "every bounded action"), Candidate("none", "the empty set")]
  }

  package var capabilities: [Candidate] {
    catalog.capabilities.map { Candidate($0.id, $0.title) }
      + [Candidate("default", "what the agent reads unless told otherwise"), Candidate("none")]
  }

  package var dialects: [Candidate] { catalog.dialects.map { Candidate($0.name) } }

  package var kubernetesVersions: [Candidate] {
    let versions = APITable.supportedVersions
    return (versions.lowerBound.minor...versions.upperBound.minor).reversed().map {
      Candidate(KubernetesVersion(minor: $0).description)
    }
  }

  /// The contexts of the user's kubeconfig.
  package var contexts: [Candidate] {
    let kubectl = Kubectl(outside.tools, kubeconfig: kubeconfig)
    return ((try? ClusterContexts.names(kubectl)) ?? []).map { Candidate($0) }
  }

  /// The targets of the configuration file.
  package var targets: [Candidate] {
    let file = try? ConfigurationFile.find(configurationPath, outside)
    return file?.targets.map { Candidate($0.name) } ?? []
  }

  package var rules: [Candidate] {
    RuleRegistry.all.map { Candidate($0.id, $0.summary) }
  }

  /// The categories of lint's rules.
  package var categories: [Candidate] {
    Set(RuleRegistry.all.map { $0.category.rawValue }).sorted().map {
      Candidate($0, "all rules of this kind")
    }
  }

  /// What `--fail-on` of `verify` takes.
  package var conditions: [Candidate] {
    (VerifyCondition.allCases.map(\.rawValue) + ["any", "none"]).map { Candidate($0) }
  }

  /// What `--fail-on` of `lint` takes.
  package var severities: [Candidate] {
    (Diagnostic.Severity.allCases.reversed().map(\.rawValue) + ["none"]).map { Candidate($0) }
  }

  /// What `--fail-on` of `diff` takes.
  package var differences: [Candidate] {
    (DiffCondition.allCases.map(\.rawValue) + ["any", "none"]).map { Candidate($0) }
  }

  package var transports: [Candidate] { TransportChoice.allCases.map { Candidate($0.rawValue) } }

  package var verbs: [Candidate] {
    (VerbSet.names + ["impersonate", "bind", "escalate", "approve", "sign"]).map { Candidate($0) }
  }

  /// Types as `can-i` takes them: with their group where that is not the core's.
  package var resources: [Candidate] {
    let all = APITable.builtIn(APITable.newest).all.filter { $0.subresource.isEmpty }
    let names = all.map { $0.group.isEmpty ? $0.name : "\($0.name).\($0.group)" }
    return Set(names + all.map(\.name)).sorted().map { Candidate($0) }
  }

  private var catalog: Catalog {
    guard let path = catalogPath ?? outside.variable(OptionName.catalog.variable),
      let text = try? SourceText(file: path), let catalog = Catalog.read(text).0
    else { return .builtIn }
    return catalog
  }
}
