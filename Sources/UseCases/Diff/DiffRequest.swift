// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Host
package import Tools

/// What one comparison is about.
package struct DiffRequest: Sendable {
  /// What is compared with what.
  package enum Sides: Sendable {
    /// The old manifests and the new ones: each a file, a folder, a chart or `-`.
    case manifests(old: String, new: String)
    /// New manifests, compared with what a cluster holds.
    case cluster(new: String)
    /// Two versions of a chart that has a reference, such as `repo/name`.
    case versions(chart: String, from: String, to: String)
    /// What is at these paths, compared with a git revision.
    case revision(String, paths: [String])
  }

  package let resolver: Resolver
  package let sides: Sides
  /// The cluster that is asked.
  package let kubectl: Kubectl?
  /// The namespace of objects that name none.
  package let namespace: String?
  let chart: ChartArguments
  /// Sides that are built as kustomizations, whatever is in their folders.
  let kustomizations: Set<String>

  var options: Options { resolver.options }
  var outside: Outside { resolver.outside }

  /// - Parameters:
  ///   - paths: those that the command line names; folders that it names with `-k` come after
  ///     them.
  ///   - namespace: that of objects that name none: the agent's namespace says nothing of them.
  package init(
    _ options: Options, paths: [String], chart: ChartArguments = ChartArguments(),
    from: String? = nil, to: String? = nil, base: String? = nil, namespace: String? = nil,
    _ outside: Outside
  ) throws(Failure) {
    resolver = Resolver(options, outside)
    self.namespace = namespace
    self.chart = chart
    let built = options.commandLine.list(.kustomize)
    kustomizations = Set(built)
    let paths = paths + built
    let asksCluster = options.commandLineNames(.live, .context, .kubeconfig)
    let reference = try options.commandLine.get(.chart)
    if reference != nil || from != nil || to != nil || base != nil {
      guard !asksCluster else {
        throw .usage("--live, --chart and --base name the sides in different ways")
      }
      sides = try Self.sides(paths, chart: reference, from: from, to: to, base: base)
      kubectl = nil
      return
    }
    // Two sides on the command line leave nothing for a cluster that is named farther out.
    let isNamedAnywhere = try options.asksCluster()
    let asks = asksCluster || (paths.count < 2 && isNamedAnywhere)
    sides = try Self.sides(paths, asksCluster: asks)
    kubectl = asks ? try options.kubectl(outside) : nil
  }

  private static func sides(
    _ paths: [String], asksCluster: Bool
  ) throws(Failure) -> Sides {
    guard let old = paths.first, paths.count < 3 else {
      throw .usage("what is to be compared?", remedy: "name the old manifests and the new ones")
    }
    if asksCluster {
      guard paths.count == 1 else {
        throw .usage("with --live one set of manifests is compared with the cluster")
      }
      return .cluster(new: old)
    }
    guard paths.count == 2 else {
      throw .usage("what are the manifests compared with?", remedy: "name new ones, or give --live")
    }
    guard old != "-" || paths[1] != "-" else {
      throw .usage("standard input (-) can be read only once")
    }
    return .manifests(old: old, new: paths[1])
  }

  private static func sides(
    _ paths: [String], chart: String?, from: String?, to: String?, base: String?
  ) throws(Failure) -> Sides {
    if let base {
      guard chart == nil, from == nil, to == nil else {
        throw .usage("--base and --chart name the sides in two ways", remedy: "give one of them")
      }
      guard !paths.isEmpty, !paths.contains("-") else {
        throw .usage("what is compared with \(base)?", remedy: "name files, folders or charts")
      }
      return .revision(base, paths: paths)
    }
    guard let chart, let from, let to, paths.isEmpty else {
      throw .usage(
        "two versions of a chart are compared with --chart REF --from VERSION --to VERSION")
    }
    guard Files.kind(of: chart) == nil else {
      throw .usage(
        "'\(chart)' is one version of a chart, so --from and --to say nothing of it",
        remedy: "name two folders or archives, as in rolefit diff old.tgz new.tgz, or give "
          + "--chart a reference that has versions, such as repo/name")
    }
    return .versions(chart: chart, from: from, to: to)
  }
}
