// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Host
import Manifests
import Tools
import YAMLSyntax

/// What named files and folders come to: texts to read, and kustomizations to build.
///
/// In a folder that is walked, each folder with a kustomization is built in the place of its files;
/// one that another is built on is judged as part of that.
struct ManifestPlan {
  /// A file to read as it is.
  struct File {
    var path: String
    var intent: ManifestReader.Intent
  }

  private(set) var files: [File] = []
  private(set) var builds: [KustomizationClosure] = []
  /// Files in folders of kustomizations that none of them names.
  private(set) var unnamed: [String] = []
  /// Folders of components that nothing here is built with.
  private(set) var unusedComponents: [String] = []
  private let tree: any FileTree

  /// The endings of files in folders that may hold manifests.
  static let endings = [".yaml", ".yml", ".json"]

  /// - Parameters:
  ///   - paths: files and folders.
  ///   - kustomizations: folders that are to be built.
  ///   - skipsUnrelated: whether files that are named may hold anything, as those in a folder may.
  init(
    _ paths: [String], kustomizations: [String] = [], skipsUnrelated: Bool = false,
    in tree: any FileTree = LocalFiles()
  ) throws(Failure) {
    self.tree = tree
    for folder in kustomizations { build(folder) }
    for path in paths where path != "-" {
      if tree.kind(of: path) == .directory {
        if Kustomization(in: path, of: tree) == nil { try walk(path) } else { build(path) }
      } else if Self.isKustomization(path),
        Kustomization(in: Paths.parent(of: path), of: tree) != nil
      {
        build(Paths.parent(of: path))
      } else if skipsUnrelated, let folder = kustomization(naming: path) {
        build(folder)
      } else {
        files.append(File(path: path, intent: skipsUnrelated ? .met : .named))
      }
    }
    let claimed = claims(of: builds)
    files.removeAll { claimed.contains(Paths.absolute($0.path)) }
  }

  private static func isKustomization(_ path: String) -> Bool {
    Kustomization.names.contains(Paths.name(of: path))
  }

  private mutating func build(_ folder: String) {
    let place = Paths.absolute(folder)
    guard !builds.contains(where: { Paths.absolute($0.folder) == place }) else { return }
    builds.append(KustomizationClosure(of: folder, in: tree))
  }

  /// Everything that belongs to kustomizations, as absolute paths.
  private func claims(of closures: [KustomizationClosure]) -> Set<String> {
    Set(closures.flatMap(\.files).map(Paths.absolute))
  }

  private mutating func walk(_ folder: String) throws(Failure) {
    let all = try tree.files(below: folder)
    var seen: Set<String> = []
    let folders = all.filter(Self.isKustomization).map(Paths.parent)
      .filter { seen.insert($0).inserted }
    let closures = folders.map { KustomizationClosure(of: $0, in: tree) }
      .filter { !$0.members.isEmpty }
    for closure in Self.outermost(closures) { build(closure.folder) }
    let parts = Set(builds.flatMap(\.members).map { Paths.absolute($0.folder) })
    unusedComponents += closures.filter {
      $0.members[0].isComponent && !parts.contains(Paths.absolute($0.folder))
    }.map(\.folder)

    let claimed = claims(of: closures)
    let charts = closures.flatMap(\.folders).map { Paths.absolute($0) + "/" }
    let places = Set(closures.map { Paths.absolute($0.folder) })
    for path in all where Self.endings.contains(where: path.hasSuffix) {
      let place = Paths.absolute(path)
      if claimed.contains(place) { continue }
      if Self.isBelow(places, place) {
        if !charts.contains(where: place.hasPrefix) { unnamed.append(path) }
      } else {
        files.append(File(path: path, intent: .met))
      }
    }
  }

  /// The kustomizations that no other is built on; of those that are built on each other, the
  /// first.
  private static func outermost(_ closures: [KustomizationClosure]) -> [KustomizationClosure] {
    let used = Set(closures.flatMap { $0.members.dropFirst().map(\.folder) })
    var found = closures.filter { !$0.members[0].isComponent && !used.contains($0.folder) }
    for closure in closures where !closure.members[0].isComponent {
      let covered = found.contains { $0.members.contains { $0.folder == closure.folder } }
      if !covered { found.append(closure) }
    }
    return found
  }

  private static func isBelow(_ folders: Set<String>, _ path: String) -> Bool {
    var folder = Paths.parent(of: path)
    while !folders.contains(folder) {
      let parent = Paths.parent(of: folder)
      if parent == folder { return false }
      folder = parent
    }
    return true
  }

  /// The nearest folder above a file with a kustomization that names it.
  private func kustomization(naming path: String) -> String? {
    var folder = Paths.parent(of: path)
    while true {
      if Kustomization(in: folder, of: tree) != nil {
        let closure = KustomizationClosure(of: folder, in: tree)
        let isNamed = claims(of: [closure]).contains(Paths.absolute(path))
        return isNamed && !closure.members[0].isComponent ? folder : nil
      }
      let parent = Paths.parent(of: folder)
      if parent == folder { return nil }
      folder = parent
    }
  }

  /// What to say of what is not judged.
  var remarks: [String] {
    let objects = unnamed.filter { path in
      YAMLStream.read(tree.text(of: path)).documents.contains { ObjectKey($0).isRBAC }
    }
    var remarks = unusedComponents.map {
      "the component \(tree.name(of: $0)) was left out: nothing here is built with it"
    }
    if let first = objects.first {
      let what =
        objects.count == 1
        ? "1 file with roles or bindings, \(tree.name(of: first)), was"
        : "\(objects.count) files with roles or bindings, such as \(tree.name(of: first)), were"
      remarks.append(
        "\(what) left out: no kustomization names \(objects.count == 1 ? "it" : "them")")
    }
    return remarks
  }
}
