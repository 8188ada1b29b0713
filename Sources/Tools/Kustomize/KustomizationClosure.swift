// SPDX-License-Identifier: Apache-2.0

import Host

/// A kustomization with everything here that it is built from.
package struct KustomizationClosure: Sendable {
  /// The folder that is built.
  package let folder: String
  /// It and those it is built on, itself first; empty where the folder has none.
  package private(set) var members: [Kustomization] = []
  /// Files that are listed as resources.
  package private(set) var resources: Set<String> = []
  /// Other files that are named: patches, what generators read, and the kustomizations themselves.
  package private(set) var others: Set<String> = []
  /// Folders that are named and hold no kustomization, such as those with charts.
  package private(set) var folders: Set<String> = []
  /// Whether all its resources are here, so that nothing is fetched for it.
  private(set) var isLocal = true

  package let tree: any FileTree

  package init(of folder: String, in tree: any FileTree = LocalFiles()) {
    self.folder = Paths.normalized(folder)
    self.tree = tree
    add(self.folder)
  }

  private mutating func add(_ folder: String) {
    guard !members.contains(where: { $0.folder == folder }),
      let member = Kustomization(in: folder, of: tree)
    else { return }
    members.append(member)
    others.insert(member.file)
    for text in member.resources {
      if tree.kind(of: Paths.normalized(Paths.join(folder, text))) == nil { isLocal = false }
      if let file = follow(text, from: folder) { resources.insert(file) }
    }
    for text in member.others {
      if let file = follow(text, from: folder) { others.insert(file) }
    }
  }

  /// The file that a text names, from a folder; folders are added as they are met.
  private mutating func follow(_ text: String, from folder: String) -> String? {
    guard !text.isEmpty, !text.contains("\n"), !Paths.isAbsolute(text) else { return nil }
    let path = Paths.normalized(Paths.join(folder, text))
    switch tree.kind(of: path) {
    case .file: return path
    case .directory:
      if Kustomization(in: path, of: tree) != nil {
        add(path)
      } else if path != folder {
        folders.insert(path)
      }
      return nil
    default: return nil
    }
  }

  /// The files that belong to it, but for those in folders without a kustomization.
  package var files: Set<String> { resources.union(others) }

  /// What the folder is called in messages.
  package var title: String { tree.name(of: folder) }

  /// Its kustomization file as it is called in messages; the folder where there is none.
  package var file: String { members.first.map { tree.name(of: $0.file) } ?? title }
}
