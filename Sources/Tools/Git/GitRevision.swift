// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Host
import Manifests
package import YAMLSyntax

/// The files of one revision, through the user's own git.
package struct GitRevision: Sendable {
  /// A file of the revision.
  package struct File: Sendable {
    /// From the repository's top.
    package var path: String
    var object: String
  }

  private let runner: any ToolRunner
  let name: String
  private let tree: String
  /// A folder in the repository's working tree.
  private let folder: String

  /// - Parameter near: a path in the repository's working tree, there or not.
  package init(
    _ name: String, near path: String, _ runner: any ToolRunner
  ) throws(Failure) {
    guard !name.hasPrefix("-"), !name.isEmpty else {
      throw .usage("'\(name)' is no revision", remedy: "write it like main or HEAD~1")
    }
    self.runner = runner
    self.name = name
    folder = Self.folder(near: path)
    let output = try Self.git(runner, folder, ["rev-parse", "--verify", "\(name)^{tree}"])
    tree = String(decoding: output, as: UTF8.self).filter { !$0.isWhitespace }
  }

  /// The nearest folder that is there: the file's own may be gone.
  private static func folder(near path: String) -> String {
    var folder = Files.kind(of: path) == .directory ? path : Paths.parent(of: path)
    while Files.kind(of: folder) != .directory, folder != ".", folder != "/" {
      folder = Paths.parent(of: folder)
    }
    return folder
  }

  /// A path as seen from the repository's top: `.` for the top itself.
  package func place(of path: String) throws(Failure) -> String {
    let near = Self.folder(near: path)
    let prefix = String(
      decoding: try Self.git(runner, near, ["rev-parse", "--show-prefix"]), as: UTF8.self
    ).filter { !$0.isNewline }
    let rest = Paths.relative(path, to: near)
    return Paths.normalized(prefix + (rest == "." ? "" : rest))
  }

  /// The files at a path, or below it.
  package func files(at path: String) throws(Failure) -> [File] {
    try files(below: place(of: path))
  }

  /// The files at or below a path from the repository's top.
  func files(below whole: String) throws(Failure) -> [File] {
    let words = ["ls-tree", "-r", "-z", "--full-tree", tree] + (whole == "." ? [] : ["--", whole])
    return try Self.git(runner, folder, words).split(separator: 0).compactMap { entry in
      // MODE TYPE OBJECT, a tab, and the path.
      let halves = entry.split(separator: 0x09, maxSplits: 1)
      let words = String(decoding: halves[0], as: UTF8.self).split(separator: " ")
      guard halves.count == 2, words.count == 3, words[1] == "blob", words[0] != "120000" else {
        return nil
      }
      return File(
        path: String(decoding: halves[1], as: UTF8.self), object: String(words[2]))
    }
  }

  /// Whether the path is one file in the revision.
  package func isFile(_ files: [File], _ path: String) -> Bool {
    files.count == 1 && Paths.name(of: files[0].path) == Paths.name(of: path)
      && Files.kind(of: path) != .directory
  }

  package func text(of file: File) throws(Failure) -> SourceText {
    SourceText(
      name: "\(name):\(file.path)",
      bytes: try Self.git(runner, folder, ["cat-file", "blob", file.object]))
  }

  /// The files of a chart put where helm finds them; `nil` when they are no chart.
  package func chart(_ files: [File]) throws(Failure) -> TemporaryFolder? {
    guard
      let root = files.first(where: { file in
        let top = Paths.parent(of: file.path)
        return Paths.name(of: file.path) == "Chart.yaml"
          && files.allSatisfy { top == "." || $0.path.hasPrefix(top + "/") }
      })
    else { return nil }
    let top = Paths.parent(of: root.path)
    do throws(HostError) {
      let folder = try TemporaryFolder()
      for file in files {
        let place = top == "." ? file.path : String(file.path.dropFirst(top.utf8.count + 1))
        let bytes: [UInt8]
        do throws(Failure) { bytes = try text(of: file).bytes } catch {
          throw HostError(path: file.path, reason: "cannot be read from git")
        }
        try folder.write(bytes, to: place)
      }
      return folder
    } catch {
      throw .unreadable(error)
    }
  }

  private static func git(
    _ runner: any ToolRunner, _ folder: String, _ words: [String]
  ) throws(Failure) -> [UInt8] {
    let result: Program.Result
    do {
      result = try runner.run(ToolCall("git", ["-C", folder] + words, seconds: 60))
    } catch {
      throw .unjudged(
        "program", "git could not be run: \(error.reason)",
        remedy: "install git, or see that it is on PATH")
    }
    guard result.status == 0 else {
      let line = KubectlMessage.withoutSecrets(
        result.error.split(whereSeparator: \.isNewline).first.map(String.init) ?? "")
      throw .unjudged("git", "git: \(line.isEmpty ? "failed with \(result.status)" : line)")
    }
    return result.output
  }
}
