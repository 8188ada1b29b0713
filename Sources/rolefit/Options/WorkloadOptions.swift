// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import Host
import Manifests
import RBAC
import YAMLSyntax

/// What the agent's Deployment runs, and what it is told.
struct WorkloadOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("What the cluster is called in the agent's reports", valueName: "name"))
  var clusterName: String?

  @Option(
    help: ArgumentHelp(
      "The Secret that holds the agent's API key under 'apiKey' (the key itself is never given)",
      valueName: "name"))
  var apiKeySecret: String?

  @Option(
    help: ArgumentHelp(
      "The agent's image, with a tag or a digest (default: the catalog's)", valueName: "image"))
  var image: String?

  /// The workload; `nil` where the catalog does not know what to run.
  func workload(
    _ selected: Selection, dialect: DialectVersion, hasOwnTemplates: Bool
  ) throws(Failure) -> AgentWorkload? {
    let secret = try secret()
    guard clusterName != "" else { throw .usage("--cluster-name: the name is empty") }
    let agent = selected.catalog.agent
    let known = agent.image(of: selected.context.agentVersion)
    guard known != nil || (image != nil && hasOwnTemplates),
      let config = dialect.dialect.config
    else {
      Console.writeError(
        "rolefit: the catalog of \(agent.name) does not say how to run it: no ConfigMap and no "
          + "Deployment are written\n")
      return nil
    }
    if clusterName == nil {
      Console.writeError(
        "rolefit: the agent will not start without a cluster's name: give --cluster-name, or add "
          + "clusterName to the ConfigMap \(config.configMap) in an overlay\n")
    }
    let name = secret ?? config.secret ?? "\(agent.name)-secret"
    let namespace = selected.context.agentNamespace ?? "default"
    Console.writeError(
      "rolefit: the API key is taken from the key apiKey of the Secret \(name) in the namespace "
        + "\(namespace), which is not generated\n")
    let reference = try imageReference()
    return AgentWorkload(
      image: reference.map { $0.hasPrefix("@") ? (known?.repository ?? agent.name) + $0 : $0 }
        ?? "\(known?.repository ?? agent.name):\(selected.context.agentVersion)",
      command: known?.command ?? [], configMap: config.configMap, apiKeySecret: name,
      clusterName: clusterName, configuration: self.configuration(selected, dialect))
  }

  /// The Secret's name. A key in its place is refused, and not repeated.
  func secret() throws(Failure) -> String? {
    guard let name = apiKeySecret else { return nil }
    let lengths = name.split(separator: "-", omittingEmptySubsequences: false).map(\.count)
    let isKey = lengths == [8, 4, 4, 4, 12] && name.allSatisfy { $0 == "-" || $0.isHexDigit }
    guard !isKey, NameRules.isSubdomain(name) else {
      throw .usage(
        isKey
          ? "--api-key-secret was given what looks like a key, not the name of a Secret"
          : "--api-key-secret: a Secret's name \(NameRules.subdomainProblem)",
        remedy: "put the key into a Secret under 'apiKey', and give that Secret's name")
    }
    return name
  }

  /// The image as Kubernetes takes it; a digest alone starts with `@`.
  private func imageReference() throws(Failure) -> String? {
    guard let image else { return nil }
    let parts = image.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    let digest = parts.count == 2 ? parts[1] : image.hasPrefix("sha256:") ? image : nil
    let name = parts.count == 1 && digest != nil ? "" : parts[0]
    let isDigest =
      digest.map { digest in
        let hex = digest.dropFirst("sha256:".count)
        return digest.hasPrefix("sha256:") && hex.utf8.count == 64
          && hex.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
      } ?? true
    guard parts.count <= 2, isDigest, name.isEmpty ? digest != nil : Self.isImageName(name) else {
      throw .usage(
        "--image: '\(image)' is no image",
        remedy: "write it like registry.example/agent:1.2.3 or registry.example/agent@sha256:…")
    }
    return name.isEmpty ? digest.map { "@\($0)" } : image
  }

  /// `[REGISTRY[:PORT]/]PATH[:TAG]`.
  private static func isImageName(_ text: String) -> Bool {
    var components = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let last = components.removeLast().split(separator: ":", omittingEmptySubsequences: false)
    guard last.count <= 2 else { return false }
    if last.count == 2 {
      guard let first = last[1].first, last[1].count <= 128, first != ".", first != "-",
        last[1].utf8.allSatisfy({ isWord($0) || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 })
      else { return false }
    }
    if components.count > 0, let port = components[0].firstIndex(of: ":") {
      let digits = components[0][components[0].index(after: port)...]
      guard !digits.isEmpty, digits.allSatisfy(\.isWholeNumber) else { return false }
      components[0] = String(components[0][..<port])
    }
    return (components + [String(last[0])]).allSatisfy { component in
      component.first.map { $0.isLetter || $0.isNumber } == true
        && component.utf8.allSatisfy(isWord)
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "._-".utf8.contains(byte)
    }
  }

  /// What the agent reads: its switches as the set has them, and where it looks.
  private func configuration(_ selected: Selection, _ dialect: DialectVersion) -> YAMLValue {
    let values = dialect.values(
      for: selected.actions, capabilities: selected.capabilities, in: selected.catalog)
    Console.writeError(
      "rolefit: the agent is configured as chart \(dialect) configures it\n")
    if !values.extra.isEmpty {
      Console.writeError(
        "rolefit: for want of finer switches the agent also offers what its role does not grant: "
          + "\(values.extra.joined(separator: ", "))\n")
    }
    var configuration = dialect.configuration(of: values.values) ?? .mapping([])
    let watched = Set(selected.context.watchNamespaces).sorted()
    if watched.count > 1 {
      Console.writeError(
        "rolefit: the agent's watchNamespace takes one namespace: it is left at all, and the agent "
          + "will be refused outside of \(watched.joined(separator: ", "))\n")
    }
    if let path = dialect.dialect.config?.watchNamespace {
      configuration.insert(.string(watched.count == 1 ? watched[0] : "all"), at: path)
    }
    return configuration
  }
}
