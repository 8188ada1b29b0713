// SPDX-License-Identifier: Apache-2.0

import Host
import YAMLSyntax

extension SourceText {
  /// The text of a file.
  init(file path: String) throws(Failure) {
    do {
      self.init(name: path, bytes: try Files.read(path, limit: ManifestSources.limit))
    } catch {
      throw .unreadable(error)
    }
  }

  /// The text of a file, or of standard input for `-`.
  init(input: String) throws(Failure) {
    guard input == "-" else {
      try self.init(file: input)
      return
    }
    do {
      self.init(
        name: Files.standardInputName,
        bytes: try Files.readStandardInput(limit: ManifestSources.limit))
    } catch {
      throw .unreadable(error)
    }
  }
}
