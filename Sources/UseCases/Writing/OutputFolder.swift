// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Generating
import Host
import Manifests
import YAMLSyntax

/// A folder of generated manifests with its `kustomization.yaml`.
package struct OutputFolder: Sendable {
  package var path: String

  package init(path: String) { self.path = path }

  /// The first line of every file in it. Files without it are never taken away.
  static let mark =
    "# Written by `rolefit generate manifests`: lay an overlay over it instead of changing it.\n"

  /// Writes all files together: first the objects take their places, then the list of them, so that
  /// the list never names a file that is not there; last, files of an earlier run that it no longer
  /// names are removed.
  ///
  /// - Parameter isForced: whether files that somebody else wrote are overwritten too.
  package func write(
    _ manifests: [Manifest], _ kustomization: Manifest, isForced: Bool = false
  ) throws(Failure) {
    if !isForced {
      for manifest in manifests + [kustomization] {
        try file(manifest.fileName).refuseForeign(Self.text(of: manifest))
      }
    }
    do { try Files.makeFolder(path) } catch { throw .unwritable(error) }
    let stale = try staleFiles(besides: manifests)
    try OutputFile.write(
      (manifests + [kustomization]).map {
        file($0.fileName).change(to: Self.text(of: $0))
      })
    for name in stale {
      do { try Files.remove(file(name).path) } catch { throw .unwritable(error) }
    }
  }

  /// How writing would change the folder; empty when it would not.
  package func differences(
    _ manifests: [Manifest], _ kustomization: Manifest
  ) throws(Failure) -> String {
    var text = ""
    for manifest in manifests + [kustomization] {
      text += try file(manifest.fileName).difference(to: Self.text(of: manifest)) ?? ""
    }
    for name in try staleFiles(besides: manifests) {
      text += "\(file(name).path) is no longer generated and would be removed\n"
    }
    return text
  }

  private func file(_ name: String) -> OutputFile { OutputFile(name, in: path) }

  private static func text(of manifest: Manifest) -> String {
    mark + YAMLEmitter.text(manifest.value)
  }

  /// Files that an earlier run wrote and this one does not; what cannot be read is not ours.
  private func staleFiles(besides manifests: [Manifest]) throws(Failure) -> [String] {
    guard Files.kind(of: path) == .directory else { return [] }
    let names: [String]
    do { names = try Files.names(in: path) } catch { throw .unreadable(error) }
    let current = Set(manifests.map(\.fileName) + [TemplateKind.kustomization.fileName])
    var stale: [String] = []
    for name in names where name.hasSuffix(".yaml") && !name.hasPrefix(".") {
      guard !current.contains(name), Files.kind(of: file(name).path) == .file,
        (try? file(name).content())?.starts(with: Self.mark.utf8) == true
      else { continue }
      stale.append(name)
    }
    return stale
  }
}
